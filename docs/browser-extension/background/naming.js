// What a page says that it is: names of platforms in its title, its site name, its first heading. Worked out here; the
// page's words go nowhere.

// What may stand beside a platform's name where the page says that it is the platform, and nothing else.
const IDENTITY =
  /official|website|site|support|help|cent(?:er|re)|customer|service|care|login|log ?in|sign ?in|seller|merchant|account|secure|security|home|welcome to|the|online|global|app|team|desk|官方|官网|网站|客服|客户|服务|中心|登录|登陆|卖家|商家|帮助|人工|在线|后台|入口|平台|账户|账号|安全|首页|欢迎|官方旗舰店|热线|中国|的/giu;
// And where it says that it has the platform's contacts.
const ABOUT =
  /how|to|contact|reach|call|phone|number|hotline|telephone|e-?mail|address|a|and|is|of|for|us|with|what|whatsapp|wechat|guide|如何|怎么|怎样|联系|联络|方式|电话|号码|邮箱|微信|指南|全|大全|多少|是|没有|有|吗|呢|方法|查询|转|拨打|及|和|与/giu;
const PARTS = /\s+[-–—]\s+|[|_·•:：,，;；!！?？。»«>/()（）【】[\]「」]+/u;
const LATIN = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]/u;
const SHORT = 4; // letters of a Latin name that counts only as it is written: Visa, LINE

/** Returns the names of all platforms, the longest first. */
export function namesOf(platforms) {
  const found = new Map();
  for (const [slug, platform] of platforms) {
    for (const name of Object.values(platform.names ?? {}).flat()) {
      if (typeof name !== "string" || name.length < 2) continue;
      const asWritten = name.length <= SHORT && LATIN.test(name[0]);
      const sought = asWritten ? name : name.toLowerCase();
      if (!found.has(sought)) found.set(sought, { slug, sought, asWritten });
    }
  }
  return [...found.values()].sort((one, other) => other.sought.length - one.sought.length);
}

/** Returns where a name stands in a text as a word of its own; -1 where it does not. */
function placeOf(name, text) {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const [before, after] = [text[at - 1], text[at + name.length]];
    const runsOn = (sign, edge) => sign !== undefined && LATIN.test(sign) && LATIN.test(edge);
    if (!runsOn(before, name[0]) && !runsOn(after, name.at(-1))) return at;
  }
  return -1;
}

/** Returns the platforms that one part of a title names, and what it says besides. */
function read(part, names) {
  let rest = part.normalize("NFKC");
  const slugs = new Set();
  for (const { slug, sought, asWritten } of names) {
    const lower = rest.toLowerCase();
    const at = placeOf(sought, asWritten || lower.length !== rest.length ? rest : lower);
    if (at < 0) continue;
    slugs.add(slug);
    rest = `${rest.slice(0, at)} ${rest.slice(at + sought.length)}`;
  }
  return { slugs, rest };
}

const isEmpty = (text) => !/[\p{L}]/u.test(text);

function levelOf(rest, several) {
  if (several) return "names";
  const beside = rest.replace(IDENTITY, " ");
  if (isEmpty(beside)) return "is";
  return isEmpty(beside.replace(ABOUT, " ")) ? "about" : "names";
}

const RANK = Object.freeze({ is: 0, about: 1, names: 2 });

/**
 * Returns the platforms that a page names, the strongest first, each `{slug, level, source}`: it says that it `is` the
 * platform, that it is `about` its contacts, or only `names` it.
 */
export function platformsNamed(page, names) {
  const best = new Map();
  for (const [source, text] of Object.entries({ site: page.site, title: page.title, heading: page.heading })) {
    for (const part of text.split(PARTS)) {
      const { slugs, rest } = read(part, names);
      const level = levelOf(rest, slugs.size > 1);
      for (const slug of slugs) {
        if (!best.has(slug) || RANK[level] < RANK[best.get(slug).level]) best.set(slug, { slug, level, source });
      }
    }
  }
  return [...best.values()].sort((one, other) => RANK[one.level] - RANK[other.level]);
}

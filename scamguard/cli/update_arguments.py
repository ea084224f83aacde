"""The arguments of `scamguard update` and `scamguard data publish`, which no other command waits for."""

from __future__ import annotations

import argparse

from scamguard.updates.roles import ROLES


def add_update(update: argparse.ArgumentParser) -> None:
    """Adds the arguments of `scamguard update`."""
    what = update.add_mutually_exclusive_group()
    what.add_argument("--init", metavar="URL", help="turn updates on: where the repository is; needs --root")
    what.add_argument("--check", action="store_true", help="only say whether there is newer knowledge")
    what.add_argument("--status", action="store_true", help="say what is set up and which knowledge is in use")
    what.add_argument("--forget", action="store_true", help="turn updates off and go back to the shipped knowledge")
    update.add_argument("--root", metavar="FILE", help="the publisher's root.json, which you got by another way")
    mirror = "a copy to ask next; may be repeated"
    update.add_argument("--mirror", action="append", default=[], metavar="URL", help=mirror)
    seconds = "most time for each mirror; 300"
    update.add_argument("--timeout", type=float, default=300.0, metavar="SECONDS", help=seconds)


def add_publish(publish: argparse.ArgumentParser) -> None:
    """Adds the arguments of `scamguard data publish`."""
    publish.add_argument("repository", metavar="REPOSITORY", help="the folder that is to be served; made on first use")
    keys = "private keys; may be repeated"
    publish.add_argument("--keys", action="append", required=True, metavar="FOLDER", help=keys)
    what = publish.add_mutually_exclusive_group()
    what.add_argument("--snapshot", metavar="FILE", help="compiled knowledge to publish; the shipped one otherwise")
    what.add_argument("--refresh", action="store_true", help="only sign timestamp and snapshot anew")
    rotate = "only replace the keys of a role; may be repeated"
    what.add_argument("--rotate", action="append", choices=ROLES, help=rotate)
    what.add_argument("--renew-root", action="store_true", help="only sign the root anew, with a later end")
    threshold = "first use: signatures for root and targets; 2 otherwise"
    publish.add_argument("--threshold", type=int, metavar="N", help=threshold)
    spans = "root=1y, targets=6m, snapshot=7d, timestamp=7d"
    publish.add_argument("--expires", action="append", metavar="ROLE=AGE", help=spans)
    publish.add_argument("--unencrypted", action="store_true", help="make new keys without a passphrase")

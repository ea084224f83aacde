"""Who talks to whom: the name of the host, and the ids of the project's own extension."""

from __future__ import annotations

from typing import Final

#: What an extension passes to `runtime.connectNative`. Chrome takes lower case, digits, "_" and "." (no "-").
HOST_NAME: Final = "scamguard.native_host"

#: `key` in the manifest of docs/browser-extension: a public key (SubjectPublicKeyInfo), which fixes the id wherever the
#: folder lies. Its private half was thrown away when it was made: a store signs with a key of its own.
EXTENSION_KEY: Final = (
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAunbwtON2PxAK41Wl4lcl1YMGz3ZfD6pQu4qEyC6TxRF657hsB/KpM8"
    "GcVKdMnBXdsoH5i+Q1DcNwiM7RPBcdqIRpsqVyzBTUpAGwFB6+vC5GfcJ0OzmPO6cXa3fu7uhQNrpk0WpTmovAOaOrLTZRSA+3"
    "xadVpWllKPK5WWNiZM/n+JDmFJMtl9zJOu9LHL0zqKJp1yd5YmuiFd7lMf4RIXFqMuJ98qS7FAwYgcchHxQD1jYJXR1oAsg1M/"
    "5EAjU3KU3rm+NeFaCU8KKyCBo/v9UnNivDsE3JGoK8NQKjoqnZXzpC2Cez9RCVrYZFsRMPToagxGwjBwKf6wu00WUGUwIDAQAB"
)
#: What Chromium, Chrome and Edge make of the key: 16 bytes of its SHA-256, a letter (a-p) for each half of a byte.
EXTENSION_ID: Final = "mdfnihmoheccanjlkpeidkjegcpbjkjd"
#: `browser_specific_settings.gecko.id`. It has to look like an address; `.invalid` says that it is none (RFC 2606).
FIREFOX_ID: Final = "extension@scamguard.invalid"

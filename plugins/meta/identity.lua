---@meta

---An Ed25519 key pair: signs; its secret half is never shown.
---@class keypair
---@field peer_id string As libp2p writes the public key: 12D3KooW….
---@field did string As the W3C's did:key method does.
---@field id string 56 letters with a checksum: a typo is never another peer.
---@field public_key string 64 hexadecimal digits.
---@field pi_identity string π-identity: 40 bytes, in hexadecimal. A name anybody can compute, not security.
local Keypair = {}

---@class keypair.sign.options
---@field network? string which it is for; default local
---@field domain? string protocol and version; default formic/1

---Signs a payload for one purpose, under a number that only ever rises.
---
---Errors:
---- a purpose, network or domain is not 1 to 64 bytes of letters, digits and . _ / : -
---- the payload is too long
---
---    > identity.create():sign('bid', '250', 1)
---@param purpose string such as "bid"; what is signed for one is worth nothing for another
---@param payload string up to 1 MiB
---@param sequence integer above the last one for this purpose; ≥ 0
---@param options? keypair.sign.options default {}
---@return signed_message message
function Keypair:sign(purpose, payload, sequence, options) end

---@class keypair.sign_until.options
---@field network? string which it is for; default local
---@field domain? string protocol and version; default formic/1

---Signs a payload for one purpose, to be taken once and not after a moment.
---
---Errors:
---- a purpose, network or domain is not 1 to 64 bytes of letters, digits and . _ / : -
---- the payload is too long
---
---    > identity.create():sign_until('bid', '250', 5000000)
---@param purpose string such as "bid"; what is signed for one is worth nothing for another
---@param payload string up to 1 MiB
---@param expiry_us integer ≥ 0 µs
---@param options? keypair.sign_until.options default {}
---@return signed_message message
function Keypair:sign_until(purpose, payload, expiry_us, options) end

---Seals the key by a password (Argon2id, XChaCha20-Poly1305) in a file that only you can read.
---
---The file is 0600 from its first instant, durable, complete or not there. A file that is there already is never written over.
---
---Errors:
---- there is a file already, or it cannot be written
---- there is no password
---
---    > p = os.tmpname(); os.remove(p); identity.create():save(p, 'correct horse')
---@param path string
---@param password? string at least 1 byte; default the first line of the file FORMIC_KEY_PASSWORD_FILE names
function Keypair:save(path, password) end

---@class keypair.rotate.options
---@field network? string which it is for; default local

---A new key in this one's place, and the statement both sign.
---
---Give the statement to a `key_chain`. Save the new key; a second rotation of the old one is evidence against you.
---
---Errors:
---- the new key is the old one
---- a purpose, network or domain is not 1 to 64 bytes of letters, digits and . _ / : -
---
---    > k, s = identity.create():rotate()
---@param key? keypair the new key; default a fresh one
---@param time_us? integer messages of the old key are believed before it; ≥ 0 µs; default 0
---@param options? keypair.rotate.options default {}
---@return keypair key
---@return key_statement statement
function Keypair:rotate(key, time_us, options) end

---@class keypair.revoke.options
---@field network? string which it is for; default local

---A statement that what this key, or the one it succeeds, signs from a moment on is void.
---
---Errors:
---- the other name is no key's
---- a purpose, network or domain is not 1 to 64 bytes of letters, digits and . _ / : -
---
---    > identity.create():revoke(1000000)
---@param time_us? integer from then on; ≥ 0 µs; default 0
---@param peer? string an earlier key of the same chain; default this key
---@param options? keypair.revoke.options default {}
---@return key_statement statement
function Keypair:revoke(time_us, peer, options) end

---e-session: 34 bytes that name a session. A name anybody can compute, not security.
---
---    > identity.create(1):session(1)
---@param number integer of the session
---@return string name 68 hexadecimal digits
function Keypair:session(number) end

---φ-genesis: 21 bytes that name the key in a network. A name anybody can compute, not security.
---
---    > identity.create(1):genesis('lab')
---@param network string
---@return string name 42 hexadecimal digits
function Keypair:genesis(network) end

---A payload, what it is for, and who says so.
---@class signed_message
---@field signer string Its peer id.
---@field purpose string What it was signed for.
---@field network string The network it was signed for.
---@field domain string Protocol and version.
---@field id string The fingerprint of what is said and who says it.
---@field signature string 128 hexadecimal digits.
---@field payload string The bytes it is about.
---@field sequence integer Its number, nil where it has an expiry.
---@field expiry_us integer When it expires, nil where it has a sequence.
local Signed_message = {}

---The whole message, to send or keep; `identity.message` reads it.
---
---    > identity.create(1):sign('bid', '250', 1):export()
---@return string text hexadecimal digits
function Signed_message:export() end

---A rotation or a revocation of a key.
---@class key_statement
---@field kind string rotation or revocation.
---@field peer_id string Of the key it is about.
---@field successor string The new key's peer id, in a rotation.
---@field time_us integer Messages that came before are believed.
local Key_statement = {}

---The whole statement, to send or keep; `identity.statement` reads it.
---
---    > identity.create(1):revoke(0):export()
---@return string text hexadecimal digits
function Key_statement:export() end

---What its signer signed: two different ones of one key are evidence.
---
---    > identity.create(1):revoke(0):message()
---@return signed_message message
function Key_statement:message() end

---Who is who now: rotations and revocations of keys.
---@class key_chain
---@field rotations integer How many it holds.
---@field revocations integer How many keys are revoked.
local Key_chain = {}

---Takes up a rotation or a revocation; one that is there already changes nothing.
---
---Errors:
---- the key has another successor already
---- it contradicts what is known, or is for another network
---
---    > k, s = identity.create():rotate(); identity.chain():add(s)
---@param statement key_statement
---@return key_chain chain
function Key_chain:add(statement) end

---The key in use now by whoever held this one.
---
---Errors:
---- it is no name of a key, or not of one to be trusted
---
---    > k, s = identity.create(1):rotate(); identity.chain():add(s):current(identity.create(1).peer_id)
---@param peer string a peer id, did:key, checked id or public key
---@return string peer_id
function Key_chain:current(peer) end

---The first key of the chain: what an identity has earned is kept under it, and follows every rotation.
---
---Errors:
---- it is no name of a key, or not of one to be trusted
---
---    > identity.chain():origin(identity.create(1).peer_id)
---@param peer string a peer id, did:key, checked id or public key
---@return string peer_id
function Key_chain:origin(peer) end

---@class key_chain.keys.peer_ids
---@field [integer] string

---All keys of one identity, the first one first.
---
---Errors:
---- it is no name of a key, or not of one to be trusted
---
---    > identity.chain():keys(identity.create(1).peer_id)
---@param peer string a peer id, did:key, checked id or public key
---@return key_chain.keys.peer_ids peer_ids
function Key_chain:keys(peer) end

---Whether what a key signs is believed if it comes at a moment.
---
---Errors:
---- it is no name of a key, or not of one to be trusted
---
---    > identity.chain():valid(identity.create(1).peer_id, 0)
---@param peer string a peer id, did:key, checked id or public key
---@param now_us integer ≥ 0 µs
---@return boolean good
---@return string? reason why not
function Key_chain:valid(peer, now_us) end

---Takes each message once.
---@class verifier
---@field accepted integer Messages taken.
---@field refused integer Messages not taken.
---@field remembered integer Signers and messages it remembers.
local Verifier = {}

---Takes a message, or says why not.
---
---Errors:
---- a purpose, network or domain is not 1 to 64 bytes of letters, digits and . _ / : -
---
---    > v = identity.verifier(); m = identity.create():sign('bid', '250', 1); v:accept(m, 'bid'); v:accept(m, 'bid')
---@param message signed_message
---@param purpose string such as "bid"; what is signed for one is worth nothing for another
---@param now_us? integer ≥ 0 µs; default 0
---@return boolean good
---@return string? reason why not
function Verifier:accept(message, purpose, now_us) end

---Two messages that no honest holder of a key signs both.
---@class evidence
---@field id string Names the offence once, whichever message comes first.
local Evidence = {}

---Who is guilty of what; or nil, and why nobody is.
---
---    > identity.evidence(identity.create(1):sign('vote/1', 'yes', 1), identity.create(1):sign('vote/1', 'no', 1)):check()
---@return string? guilty a peer id
---@return string offence equivocation, mismatch, or why there is none
function Evidence:check() end

---Ed25519 keys, what they sign, who took whose place, and evidence against who signs twice.
---@class identitylib
identity = {}

---A fresh key pair, from the system's randomness; or from a number, for simulations.
---
---    > k = identity.create()
---@param seed? integer the same number gives the same key, to anybody; default the system's randomness
---@return keypair key
function identity.create(seed) end

---Opens a key file that `keypair:save` wrote.
---
---The file must be yours alone (mode 0600, no link, one name), whole and undamaged; what is refused is left as it is, and never made anew.
---
---Errors:
---- the file is loose, another's, a link, short, long or damaged
---- the password does not open it
---- there is no password
---
---    > p = os.tmpname(); os.remove(p); identity.create():save(p, 'correct horse'); k = identity.load(p, 'correct horse')
---@param path string
---@param password? string at least 1 byte; default the first line of the file FORMIC_KEY_PASSWORD_FILE names
---@return keypair key
function identity.load(path, password) end

---@class identity.peer.names
---@field peer_id string libp2p's
---@field did string W3C did:key
---@field id string with a checksum
---@field public_key string 64 hexadecimal digits

---All names of one public key, from any of them.
---
---Errors:
---- it is no name of a key, or not of one to be trusted
---
---    > identity.peer(identity.create(1).did).peer_id
---@param peer string a peer id, did:key, checked id or public key
---@return identity.peer.names names
function identity.peer(peer) end

---@class identity.verify.options
---@field network? string which it is for; default local
---@field domain? string protocol and version; default formic/1
---@field now_us? integer ≥ 0 µs; default expiries are not looked at

---Whether a message is its signer's, for this purpose, here, and not expired.
---
---It doesn't know what it saw before: a replay is found by a `verifier`.
---
---Errors:
---- a purpose, network or domain is not 1 to 64 bytes of letters, digits and . _ / : -
---
---    > identity.verify(identity.create():sign('bid', '250', 1), 'bid')
---@param message signed_message
---@param purpose string such as "bid"; what is signed for one is worth nothing for another
---@param options? identity.verify.options default {}
---@return boolean good
---@return string? reason why not
function identity.verify(message, purpose, options) end

---Whether bytes bear a key's strict Ed25519 signature (RFC 8032).
---
---False too for what is no key or signature, or one of small order or not in its one canonical form.
---
---    > identity.ed25519_verify(('00'):rep(32), '', ('00'):rep(64))
---@param public_key string 64 hexadecimal digits
---@param bytes string
---@param signature string 128 hexadecimal digits
---@return boolean good
function identity.ed25519_verify(public_key, bytes, signature) end

---Reads a message a peer sent, as `signed_message:export` wrote it; genuine or not.
---
---Errors:
---- it is no message
---
---    > identity.message(identity.create(1):sign('bid', '250', 1):export())
---@param text string hexadecimal digits
---@return signed_message message
function identity.message(text) end

---Reads a rotation or a revocation, as `key_statement:export` wrote it; every signature is checked.
---
---Errors:
---- it is no statement, or not signed as its kind must be
---
---    > identity.statement(identity.create(1):revoke(0):export())
---@param text string hexadecimal digits
---@return key_statement statement
function identity.statement(text) end

---@class identity.chain.options
---@field network? string which it is for; default local

---A registry of who took whose place.
---
---Errors:
---- a purpose, network or domain is not 1 to 64 bytes of letters, digits and . _ / : -
---
---    > c = identity.chain()
---@param options? identity.chain.options default {}
---@return key_chain chain
function identity.chain(options) end

---@class identity.verifier.options
---@field network? string which it is for; default local
---@field domain? string protocol and version; default formic/1
---@field capacity? integer signers and messages remembered; 1…10000000; default 100000
---@field horizon_us? integer how far ahead an expiry may be; ≥ 1 µs; default 3600000000
---@field chain? key_chain whose rotations and revocations count; default none

---Takes each message once: genuine, for here, fresh, by a key in use.
---
---Errors:
---- a purpose, network or domain is not 1 to 64 bytes of letters, digits and . _ / : -
---
---    > v = identity.verifier{ network = 'lab' }
---@param options? identity.verifier.options default {}
---@return verifier verifier
function identity.verifier(options) end

---Two messages that contradict each other: two votes, bids or openings of one sequence, or an opening that isn't what was committed to.
---
---    > k = identity.create(); identity.evidence(k:sign('vote/1', 'yes', 1), k:sign('vote/1', 'no', 1)):check()
---@param first signed_message
---@param second signed_message
---@return evidence evidence
function identity.evidence(first, second) end

---The 32-byte BLAKE2b-256 fingerprint of an opening, to be signed for "commit" before "reveal".
---
---    > #identity.commitment('250 and a secret')
---@param opening string with something secret in it
---@return string commitment 32 bytes
function identity.commitment(opening) end

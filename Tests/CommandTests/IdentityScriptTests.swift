import Foundation
import Testing

/// Keys, messages, chains and evidence in the hands of a script.
struct IdentityScriptTests {
  private func run(_ script: String, _ variables: [String] = []) throws {
    let input = """
      local function refused(part, f, ...)
        local done, problem = pcall(f, ...)
        assert(not done and tostring(problem):find(part, 1, true), "expected '" .. part .. "', got: " .. tostring(problem))
      end
      local function no(part, good, reason) assert(good == false and reason:find(part, 1, true), tostring(reason)) end
      \(script)
      """
    let outcome = try Program.run(["-C", Program.root] + variables + [Program.executable, "-"], input: input, program: "/usr/bin/env")
    #expect(outcome.status == 0, "\(outcome.complaints)")
  }

  @Test func `a key signs for one purpose in one network, byte for byte`() throws {
    try run("""
      local k = identity.create()
      assert(k.peer_id:find("^12D3KooW") and k.did:find("^did:key:z6Mk") and k.id:find("^F") and #k.id == 56 and #k.public_key == 64)
      assert(#k.pi_identity == 80 and #k:session(1) == 68 and #k:genesis("lab") == 42)
      for _, name in ipairs { k.did, k.id, k.public_key } do assert(identity.peer(name).peer_id == k.peer_id) end
      local m = k:sign("bid", "\\xff\\0\\xfe", 1)
      assert(m.payload == "\\xff\\0\\xfe" and m.sequence == 1 and m.expiry_us == nil and m.signer == k.peer_id)
      assert(identity.verify(m, "bid"))
      no("not for 'vote'", identity.verify(m, "vote"))
      no("in lab", identity.verify(m, "bid", { network = "lab" }))
      local sent = m:export()
      assert(identity.verify(identity.message(sent), "bid") and identity.message(sent).id == m.id)
      -- Two strings that are one as text.
      assert(k:sign("bid", "\\xff", 1).signature ~= k:sign("bid", "\\xfe", 1).signature)
      no("signature", identity.verify(identity.message(sent:sub(1, -2) .. (sent:sub(-1) == "0" and "1" or "0")), "bid"))
      local e = k:sign_until("bid", "250", 100)
      assert(identity.verify(e, "bid", { now_us = 99 }))
      no("expired at 100 µs", identity.verify(e, "bid", { now_us = 100 }))
      refused("hexadecimal", identity.message, "zz")
      refused("bytes", identity.message, sent:sub(1, -3))
      refused("purpose is 1 to 64", k.sign, k, "a bid", "250", 1)
      refused("sequence", k.sign, k, "bid", "250", -1)
      refused("is not a peer id", identity.peer, "bob")
      refused("a typo?", identity.peer, k.id:sub(1, 55) .. (k.id:sub(56) == "A" and "B" or "A"))
      """)
  }

  @Test func `a number gives the same key again, and RFC 8032 holds`() throws {
    try run("""
      assert(identity.create(7).peer_id == identity.create(7).peer_id and identity.create(7).peer_id ~= identity.create(8).peer_id)
      local key = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
      local signature = "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
      assert(identity.ed25519_verify(key, "", signature) and not identity.ed25519_verify(key, "x", signature))
      assert(not identity.ed25519_verify(("0"):rep(64), "", ("0"):rep(128)) and not identity.ed25519_verify("", "", ""))
      """)
  }

  @Test func `a key is saved once, and opens for its password from an argument or a private file`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("formic-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = FileManager.default.createFile(atPath: folder + "/password", contents: Data("correct horse\nsecond line".utf8), attributes: [.posixPermissions: 0o600])
    _ = FileManager.default.createFile(atPath: folder + "/loose", contents: Data("correct horse\n".utf8), attributes: [.posixPermissions: 0o644])
    try run("""
      local k = identity.create()
      refused("no password", k.save, k, "\(folder)/key")
      k:save("\(folder)/key", "correct horse")
      assert(identity.load("\(folder)/key", "correct horse").peer_id == k.peer_id)
      refused("never written over", k.save, k, "\(folder)/key", "correct horse")
      refused("does not open it", identity.load, "\(folder)/key", "battery staple")
      refused("at least 1 byte", identity.load, "\(folder)/key", "")
      refused("No such file", identity.load, "\(folder)/nobody", "x")
      refused("not a regular file", identity.load, "\(folder)", "x")
      refused("mode 0644", identity.load, "\(folder)/loose", "x")
      """)
    try run("assert(identity.load('\(folder)/key'))", ["FORMIC_KEY_PASSWORD_FILE=\(folder)/password"])
    try run("refused('mode 0644', identity.load, '\(folder)/key')", ["FORMIC_KEY_PASSWORD_FILE=\(folder)/loose"])
  }

  @Test func `reputation follows a rotation, and a thief's second one is evidence`() throws {
    try run("""
      local old = identity.create()
      local new, statement = old:rotate(nil, 1000)
      local c = identity.chain():add(identity.statement(statement:export()))
      assert(c:current(old.peer_id) == new.peer_id and c:origin(new.did) == old.peer_id and #c:keys(new.id) == 2)
      assert(c:valid(old.peer_id, 999))
      no("replaced at 1000 µs", c:valid(old.peer_id, 1000))
      local thief, second = old:rotate(identity.create(), 10)
      refused("another successor", c.add, c, second)
      local guilty, offence = identity.evidence(statement:message(), second:message()):check()
      assert(guilty == old.peer_id and offence == "equivocation")
      c:add(new:revoke(5000))
      no("revoked from 5000 µs", c:valid(new.peer_id, 5000))
      local v = identity.verifier { chain = c }
      assert(v:accept(new:sign("bid", "250", 1), "bid", 4999))
      no("revoked", v:accept(new:sign("bid", "250", 2), "bid", 5000))
      no("not above 1", v:accept(new:sign("bid", "251", 1), "bid", 0))
      no("replaced", v:accept(old:sign("bid", "250", 1), "bid", 2000))
      assert(v.accepted == 1 and v.refused == 3 and v.remembered == 1)
      """)
  }

  @Test func `evidence names the guilty once, and nobody without guilt`() throws {
    try run("""
      local k, other = identity.create(), identity.create()
      local yes, no_ = k:sign("vote/1", "yes", 1), k:sign("vote/1", "no", 1)
      assert(identity.evidence(yes, no_):check() == k.peer_id and identity.evidence(yes, no_).id == identity.evidence(no_, yes).id)
      local guilty, reason = identity.evidence(yes, other:sign("vote/1", "no", 1)):check()
      assert(guilty == nil and reason:find("two signers"), reason)
      local sealed = k:sign("commit", identity.commitment("250 secret"), 4)
      assert(identity.evidence(sealed, k:sign("reveal", "250 secret", 4)):check() == nil)
      assert(select(2, identity.evidence(k:sign("reveal", "251 secret", 4), sealed):check()) == "mismatch")
      """)
  }

  @Test func `a colony says whether its messages were signed`() throws {
    try run("""
      local c = colony.new { nodes = 24, tasks = 60, signing = true, forgeries = 0.5 }
      local r = c:run():report().identity
      assert(r.signing and r.signed > 100 and r.refused_forged + r.refused_replayed == r.intrusions and r.intrusions > 10)
      assert(tostring(c):find("signed") and tostring(colony.new { nodes = 24, tasks = 60 }):find("signing +off"))
      """)
  }
}

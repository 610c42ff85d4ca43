local attack = require "attacks.attack"

return attack {
  id = "I02", layer = "identity", name = "malleable or malformed signatures",
  precedent = "Project Wycheproof",
  attack = "submits Wycheproof's 210 Ed25519 signatures: altered, truncated, with s + L, of small order, not canonical",
  expected = "all that are valid accepted, all that are invalid refused; and of those left open, with points of small order, none",
  run = function(the)
    local function bytes(hexadecimal) return (hexadecimal:gsub("..", function(digits) return string.char(tonumber(digits, 16)) end)) end
    local counts = { valid = 0, invalid = 0, acceptable = 0 }
    local accepted = 0
    local here = debug.getinfo(1, "S").source:match("^@(.*)attacks/") or "scripts/"
    for line in io.lines(here .. "data/wycheproof/ed25519.tsv") do
      local id, result, key, message, signature = line:match("^(%d+)\t(%l+)\t(%x*)\t(%x*)\t(%x*)\t")
      if id then
        local good = identity.ed25519_verify(key, bytes(message), signature)
        counts[result] = counts[result] + 1
        if result == "acceptable" then accepted = accepted + (good and 1 or 0)
        else the:holds(good == (result == "valid"), ("vector %s is %s"):format(id, result)) end
      end
    end
    the:holds(accepted == 0, "a point of small order is taken for a key")
    the:holds(counts.valid == 117 and counts.invalid == 64, "vectors are missing")
    return ("%d of %d valid accepted, %d invalid refused; of %d that may go either way, %d accepted"):format(
      counts.valid, counts.valid, counts.invalid, counts.acceptable, accepted)
  end,
}

local attack = require "attacks.attack"

return attack {
  id = "A07", layer = "auction", name = "guessing a sealed bid",
  precedent = "prices are few: without a nonce all commitments can be tried",
  attack = "hashes every price up to 20,000 with the nonces a lazy bidder might take, against one commitment",
  expected = "a nonce of 128 bits is demanded; a short one is refused; no guess fits",
  run = function(the)
    the:refuses("32 hexadecimal digits", economy.commit, 5, 1, 1, "")
    the:refuses("32 hexadecimal digits", economy.commit, 5, 1, 1, "00")
    the:refuses("32 hexadecimal digits", economy.commit, 5, 1, 1, ("z"):rep(32))
    the:refuses("32 hexadecimal digits", function() economy.auction { reserve = 500 }:bid("ada", 5, "1234") end)
    local seal = economy.commit(12345, 1, 1, economy.nonce())
    local found
    for price = 0, 20000 do
      if economy.opens(seal, price, 1, 1, ("0"):rep(32)) then found = price end
    end
    the:holds(not found, "the bid was guessed: " .. tostring(found))
    local drawn = {}
    for _ = 1, 1000 do drawn[economy.nonce()] = true end
    local count = 0
    for _ in pairs(drawn) do count = count + 1 end
    the:holds(count == 1000, "nonces repeat")
    return "20,001 guesses, none fits; three short nonces were refused"
  end,
}

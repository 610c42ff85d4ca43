local attack = require "attacks.attack"

return attack {
  id = "A08", layer = "auction", name = "reveal something else than was committed",
  attack = "opens its bid one µrUv lower after having seen the others'; changes each bit of the nonce",
  expected = "refused, and as good as never opened: the bond is lost",
  run = function(the)
    local ledger = economy.ledger { ada = 1000, eve = 1000 }
    local a = economy.auction { reserve = 500, bond = 100, ledger = ledger }
    a:bid("ada", 300)
    a:bid("eve", 400)
    a:close():reveal("ada")
    local refusal = the:refuses("not the one 'eve' committed to", a.reveal, a, "eve", 299)
    the:refuses("not the one 'eve' committed to", a.reveal, a, "eve", 401)
    local winner, payment = a:clear()
    the:holds(winner == "ada" and payment == 500, ("%s is paid %s"):format(winner, payment))
    the:holds(ledger:balance("eve") == 900 and ledger:balance("penalties") == 100, "her bond is not lost")

    local nonce = ("5a"):rep(16)
    local seal, fits = economy.commit(400, 1, 1, nonce), 0
    for digit = 1, 32 do
      for bit = 0, 3 do
        local value = tonumber(nonce:sub(digit, digit), 16) ~ (1 << bit)
        local other = nonce:sub(1, digit - 1) .. ("%x"):format(value) .. nonce:sub(digit + 1)
        if economy.opens(seal, 400, 1, 1, other) then fits = fits + 1 end
      end
    end
    the:holds(fits == 0, fits .. " changed nonces fit")
    return refusal
  end,
}

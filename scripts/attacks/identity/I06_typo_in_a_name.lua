local attack = require "attacks.attack"

return attack {
  id = "I06", layer = "identity", name = "a typo in a peer's name",
  precedent = "base58 has no checksum",
  attack = "changes each letter of each of the four names of a key into two others",
  expected = "the name with a checksum is always refused; of the others, what is still a key is an unknown one, never a known peer",
  run = function(the)
    local known = {}
    for i = 1, 20 do known[identity.create(i).peer_id] = true end
    local names = identity.peer(identity.create(1).peer_id)
    local letters = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
    local resolved, tries = 0, 0
    for kind, name in pairs(names) do
      for place = 1, #name do
        for step = 1, 2 do
          local at = letters:find(name:sub(place, place), 1, true) or step
          local letter = kind == "public_key" and ("%x"):format(((tonumber(name:sub(place, place), 16) + step) % 16)) or letters:sub((at + step - 1) % #letters + 1, (at + step - 1) % #letters + 1)
          local typo = name:sub(1, place - 1) .. letter .. name:sub(place + 1)
          local done, other = pcall(identity.peer, typo)
          tries = tries + 1
          if done then
            resolved = resolved + 1
            the:holds(kind ~= "id", "a wrong checksum was taken: " .. typo)
            the:holds(not known[other.peer_id], "a typo is another peer: " .. typo)
          else
            the:holds(not tostring(other):find("internal", 1, true), "no clear error: " .. tostring(other))
          end
        end
      end
    end
    return ("%d typos: %d refused, %d unknown keys, none a known peer"):format(tries, tries - resolved, resolved)
  end,
}

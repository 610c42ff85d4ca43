local attack = require "attacks.attack"

--- The bytes of a file, and what SQLite's format says of the page where all rows of a short journal are: page 2, a leaf.
local Database = {}
Database.__index = Database

local function read(path)
  local file = assert(io.open(path, "rb"))
  local bytes = file:read("a")
  file:close()
  return bytes
end

local function open(path)
  local bytes = read(path)
  local size = (">I2"):unpack(bytes, 17)
  local page = bytes:sub(size + 1, 2 * size)
  assert(page:byte(1) == 0x0D, "the second page is no leaf of a table")
  return setmetatable({ path = path, bytes = bytes, size = size, page = page, count = (">I2"):unpack(page, 4) }, Database)
end

--- Where row `number` begins in the page.
function Database:cell(number) return (">I2"):unpack(self.page, 9 + 2 * (number - 1)) + 1 end

--- A copy of the file with another second page.
function Database:with(page, path)
  local file = assert(io.open(path, "wb"))
  file:write(self.bytes:sub(1, self.size), page, self.bytes:sub(2 * self.size + 1))
  file:close()
  return path
end

local function put(text, place, piece) return text:sub(1, place - 1) .. piece .. text:sub(place + #piece) end

--- The page without row `number`.
function Database:without(number)
  local pointers = 9 + 2 * (number - 1)
  local rest = self.page:sub(pointers + 2, 8 + 2 * self.count)
  return put(put(self.page, pointers, rest .. "\0\0"), 4, (">I2"):pack(self.count - 1))
end

--- The page with the contents of two rows of one length exchanged, under the numbers they had.
function Database:exchanged(first, second)
  local a, b = self:cell(first), self:cell(second)
  local length = self.page:byte(a)  -- of the payload, below 128; a byte of row number follows
  assert(length == self.page:byte(b) and length < 128, "rows of different lengths")
  local one, other = self.page:sub(a + 2, a + 1 + length), self.page:sub(b + 2, b + 1 + length)
  return put(put(self.page, a + 2, other), b + 2, one)
end

return attack {
  id = "L09", layer = "ledger", name = "tampering with the journal",
  attack = "writes into the file behind Formic's back: a byte of a row, a row removed, two rows exchanged, a byte anywhere, the tail cut off",
  expected = "opening and verifying refuse it and name the first entry that is not what was written; a cut tail shows in the head",
  run = function(the)
    local folder = script.temporary_folder()
    local path = folder .. "/books.db"
    local ledger = economy.ledger { store = path, alice = 1000, bob = 0 }
    for number = 101, 112 do ledger:transfer(number % 2 == 1 and "alice" or "bob", number % 2 == 1 and "bob" or "alice", 30, number) end
    local entries, head = ledger:verify()
    ledger:close()
    local copy = folder .. "/copy.db"
    local found = open(path)
    the:holds(found.count == entries, ("the page holds %d rows of %d"):format(found.count, entries))
    the:holds(select(2, economy.verify(found:with(found.page, copy))) == head, "an untouched copy has another head")

    -- What each change is answered with, by economy.verify and by whoever opens the books.
    local function tampered(page, words)
      found:with(page, copy)
      local refusal = the:refuses(words, economy.verify, copy)
      the:refuses(words, economy.ledger, { store = copy })
      return refusal
    end
    local first
    for number = 2, entries - 1 do
      local last = found:cell(number) + 1 + found.page:byte(found:cell(number))  -- of the row: its hash's last byte
      local page = put(found.page, last, string.char(found.page:byte(last) ~ 1))
      first = first or tampered(page, "entry " .. number)
      if number > 2 then tampered(page, "entry " .. number) end
      tampered(found:without(number), "entry " .. number)
    end
    local alice = found.page:find("alice", 1, true)
    tampered(put(found.page, alice, "clara"), "entry")
    for number = 6, entries - 2 do tampered(found:exchanged(number, number + 2), "entry " .. number) end

    -- A byte anywhere: either it means nothing and the history is what it was, or it is refused.
    local refused = 0
    for place = 1, #found.bytes, 37 do
      local file = assert(io.open(copy, "wb"))
      file:write(put(found.bytes, place, string.char(found.bytes:byte(place) ~ 0x10)))
      file:close()
      local done, count, now = pcall(economy.verify, copy)
      if not done then refused = refused + 1
      elseif count ~= entries or now ~= head then the:holds(false, ("byte %d changed the history unseen"):format(place)) end
    end
    the:holds(refused > 10, "no flipped byte was refused")

    found:with(found:without(entries), copy)
    local left, now = economy.verify(copy)
    the:holds(left == entries - 1 and now ~= head, "a cut tail has the head of the whole")
    return first
  end,
}

local attack = require "attacks.attack"

return attack {
  id = "I07", layer = "identity", name = "a key file that is cut off, empty or swapped",
  precedent = "a crash in the middle of a write",
  attack = "opens files of 0, 31, 33 bytes, one cut short, one longer, one with a byte changed, another key's, and a folder",
  expected = "a clear error each time; the file stays as it is, and no new identity takes its place",
  run = function(the)
    local path = os.tmpname()
    os.remove(path)
    local key = identity.create(1)
    key:save(path, "correct horse")
    local file = assert(io.open(path, "rb"))
    local whole = file:read("a")
    file:close()
    local function try(words, content)
      local out = assert(io.open(path, "wb"))
      out:write(content)
      out:close()
      the:refuses(words, identity.load, path, "correct horse")
      local after = assert(io.open(path, "rb"))
      the:holds(after:read("a") == content, "the broken file was changed")
      after:close()
      the:refuses("already", key.save, key, path, "correct horse")
    end
    for _, size in ipairs { 0, 31, 33 } do try("bytes where a key file has", ("x"):rep(size)) end
    try("bytes where a key file has", whole:sub(1, -2))
    try("bytes where a key file has", whole .. "x")
    try("damaged", ("x"):rep(#whole))
    for _, place in ipairs { 1, #whole // 2, #whole } do
      try("damaged", whole:sub(1, place - 1) .. string.char(whole:byte(place) ~ 1) .. whole:sub(place + 1))
    end
    os.remove(path)
    local refusal = the:refuses("No such file", identity.load, path, "correct horse")
    the:holds(not io.open(path), "a new identity was made")
    identity.create(2):save(path, "another")
    the:refuses("password", identity.load, path, "correct horse")
    os.remove(path)
    return (refusal:gsub(path, "…"))
  end,
}

local attack = require "attacks.attack"

return attack {
  id = "I01", layer = "identity", name = "a key file that others can read",
  precedent = "measured with Swift 6.3.1's Foundation: every way of writing a file passes through mode 0644",
  attack = "makes keys under a lax umask, loosens, links and renames their files, saves over them",
  expected = "0600 from the first instant, whole or not there; loose files, links and second names are refused; nothing is written over",
  simulated = "the crash between two steps: what it would leave is a draft of mode 0600 under another name, made here by hand",
  run = function(the)
    local folder = os.tmpname()
    os.remove(folder)
    os.execute(("umask 0; mkdir -m 700 '%s'"):format(folder))
    local path = folder .. "/key"
    local function mode() return io.popen(("stat -c %%a '%s'"):format(path)):read("l") end
    local key = identity.create(1)
    key:save(path, "correct horse")
    the:holds(mode() == "600", "mode " .. mode())
    the:refuses("already", key.save, key, path, "another")
    the:holds(identity.load(path, "correct horse").peer_id == key.peer_id, "not the key that was saved")
    for _, loose in ipairs { "640", "604", "660" } do
      os.execute(("chmod %s '%s'"):format(loose, path))
      the:refuses("others may use it", identity.load, path, "correct horse")
    end
    os.execute(("chmod 600 '%s'; ln -s key '%s/link'; ln '%s' '%s/name'"):format(path, folder, path, folder))
    the:refuses("symbolic link", identity.load, folder .. "/link", "correct horse")
    local refusal = the:refuses("names", identity.load, path, "correct horse")
    os.execute(("rm '%s/name'; printf half > '%s/key.0123.new'; chmod 600 '%s/key.0123.new'"):format(folder, folder, folder))
    the:holds(identity.load(path, "correct horse").peer_id == key.peer_id, "a draft left behind by a crash disturbs the key")
    the:refuses("bytes where", identity.load, folder .. "/key.0123.new", "correct horse")
    os.execute(("rm -r '%s'"):format(folder))
    return (refusal:gsub(folder, "…"))
  end,
}

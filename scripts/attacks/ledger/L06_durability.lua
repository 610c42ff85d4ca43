local attack = require "attacks.attack"

return attack {
  id = "L06", layer = "ledger", name = "durability silently lost",
  precedent = "a database pool that set synchronous back to NORMAL after it had been asked for FULL",
  attack = "opens books in a file and looks at what SQLite does, not at what it was asked to do; reopens them; tries them in memory",
  expected = "synchronous is 2 (FULL) on the connection that writes, each time; books in memory promise nothing",
  run = function(the)
    local path = script.temporary_folder() .. "/books.db"
    local ledger = economy.ledger { store = path, alice = 100, bob = 0 }
    the:holds(ledger:synchronous() == 2, "synchronous is " .. tostring(ledger:synchronous()))
    ledger:transfer("alice", "bob", 1)
    the:holds(ledger:synchronous() == 2, "after a commit synchronous is " .. tostring(ledger:synchronous()))
    ledger:close()
    ledger = economy.ledger { store = path }
    the:holds(ledger:synchronous() == 2, "reopened, synchronous is " .. tostring(ledger:synchronous()))
    the:holds(economy.ledger { alice = 1 }:synchronous() == nil, "books in memory promise durability")
    -- Each commit is in the log before it returns: another reader finds it in the file.
    local before = economy.verify(path)
    ledger:transfer("alice", "bob", 1)
    the:holds(economy.verify(path) == before + 1, "a commit returned before the file had it")
    return "synchronous = " .. ledger:synchronous()
  end,
}

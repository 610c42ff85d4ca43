--- A day at the market: edge nodes on measured round-trip times serve an hour of real requests that carry real
--- utterances. Every strategy is a plugin; the auction rule and the consensus rule are swapped while it runs.
---
---     formic run scripts/market_day.lua --nodes 490 --seed 7 --load 0.9 --use auction=first_price --svg /tmp/charts

local o = script.options {
  summary = "An hour of real requests on a market of edge nodes.",
  nodes = { default = 128, min = 2, max = 100000, help = "edge nodes" },
  seed = { default = 1, min = 0, help = "of every random stream" },
  load = { default = 0.6, min = 0.01, max = 2.0, help = "mean utilisation the node speeds are scaled to" },
  tasks = { default = 0, min = 0, help = "only the first so many arrivals; 0: all" },
  arrivals = { default = "", help = "file of arrivals (TIMESTAMP,ContextTokens,GeneratedTokens)" },
  rtt = { default = "", help = "file of round-trip times (.npy, float32, N×N, ms)" },
  use = { type = "assignments", help = "KIND=NAME: the policy a kind starts with, repeatable" },
  swap = { type = "assignments", default = { auction = "first_price", consensus = "majority" },
           help = "KIND=NAME: put in force at half time, repeatable" },
  workers = { default = 2, min = 1, max = 64, help = "threads for the comparison runs; results do not depend on it" },
  json = { type = "flag", help = "print the report as JSON" },
  svg = { default = "", help = "folder to write the charts to, by gnuplot" },
}

local function config(learning)
  return {
    nodes = o.nodes, seed = o.seed, load = o.load, tasks = o.tasks, arrivals = o.arrivals, rtt = o.rtt,
    learning = learning, use = o.use,
  }
end

-- The run itself, swaps included.
local c = colony.new(config "gossip")
local progress = script.progress { total = c.duration_s, label = "market day", unit = "s" }
local function run_to(s)
  while c.now_s < s and not c.done do
    c:run(math.min(s, c.now_s + 30))
    progress:update(math.min(c.now_s, c.duration_s))
  end
end
run_to(c.duration_s / 2)
for kind, name in pairs(o.swap) do c:use(kind, name) end
run_to(math.huge)
progress:finish()
local r = c:report()

-- The same run with learning off, and without gossip: same tasks, same draws, same swaps.
local function arm(learning)
  local run = config(learning)
  run.swaps = { { at = 0.5, use = o.swap } }
  return run
end
local frozen, alone = table.unpack(colony.sweep({ arm "none", arm "local" }, { workers = o.workers }))
r.arms = { frozen = frozen.accuracy, local_only = alone.accuracy, gossip = r.accuracy }

if o.json then
  print(json.encode(r, true))
  return
end
print(r)

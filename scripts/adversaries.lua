--- What does a dishonest owner gain? A share of the nodes belongs to one owner, who plays one adversary after the other against
--- honest nodes, under each of a few auction rules; a ring's profit is compared with what the same nodes earn by honesty.
---
---     formic run scripts/adversaries.lua --seeds 5 --ring 0.25

local o = script.options {
  about = "Compares the profit of a ring of nodes that cheats with what it earns by honesty, under several auction rules.",
  nodes = { default = 48, min = 4, max = 100000, help = "edge nodes" },
  tasks = { default = 2500, min = 10, help = "arrivals" },
  ring = { default = 0.25, min = 0.01, max = 0.9, help = "share of nodes that one owner runs" },
  seeds = { default = 5, min = 2, max = 1000, help = "runs of each, seeds 1, 2, …" },
  rules = { default = "vickrey,first_price", help = "auction rules" },
  json = { type = "flag", help = "print the rows as JSON" },
}

local adversaries = { "truthful", { "sniper", ring_only = true }, "sybil_ring", "shill", "non_revealer" }
local rules = {}
for rule in o.rules:gmatch("[%w_]+") do rules[#rules + 1] = rule end

--- Student's t for a 95% interval, by degrees of freedom; the normal's beyond.
local t95 = { 12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110,
  2.101, 2.093 }

local function interval(values)
  local n, sum = #values, 0
  for _, x in ipairs(values) do sum = sum + x end
  local mean, squares = sum / n, 0
  for _, x in ipairs(values) do squares = squares + (x - mean) ^ 2 end
  return mean, (t95[n - 1] or 1.96) * math.sqrt(squares / (n - 1) / n)
end

--- A run's figures: what the ring's balances grew by, the bonds and stakes that were lost, what requesters paid, welfare.
local function run(rule, bidding, seed)
  local c = colony.new { nodes = o.nodes, tasks = o.tasks, ring = o.ring, seed = seed, flaky = 0, use = { auction = rule, bidding = bidding } }:run()
  local market, ring = c:report().market, 0
  for i = 1, o.nodes do
    local node = c:node(i)
    if node.ring then ring = ring + node.profit_ruv end
  end
  return { ring = ring, penalties = market.penalties_ruv, payments = market.payments_ruv, welfare = market.welfare_ruv }
end

local progress = script.progress { total = #rules * #adversaries * o.seeds, label = "adversaries" }
local done, rows = 0, {}
for _, rule in ipairs(rules) do
  local honest = {}
  for _, bidding in ipairs(adversaries) do
    local adversary = type(bidding) == "table" and bidding[1] or bidding
    local gains, payments, welfare, penalties = {}, {}, {}, {}
    for seed = 1, o.seeds do
      local r = run(rule, bidding, seed)
      if adversary == "truthful" then honest[seed] = r end
      gains[seed] = r.ring - honest[seed].ring
      payments[seed] = r.payments - honest[seed].payments
      welfare[seed] = r.welfare - honest[seed].welfare
      penalties[seed] = r.penalties
      done = done + 1
      progress:update(done, rule .. " " .. adversary)
    end
    local gain, by = interval(gains)
    rows[#rows + 1] = { rule = rule, adversary = adversary, gain = gain, interval = ("± %.2f"):format(by), payments = interval(payments), welfare = interval(welfare),
      penalties = interval(penalties) }
  end
end
progress:finish()

if o.json then
  print(json.encode(rows, true))
else
  print(("%d nodes, %d tasks, a ring of %g%%, seeds 1…%d; differences from the honest run of the same seed"):format(o.nodes, o.tasks, 100 * o.ring, o.seeds))
  print(chart.table { rows = rows, columns = { "rule", "adversary", { name = "ring gains", key = "gain", unit = "rUv", digits = 2 },
    { name = "95%", key = "interval", align = "right" }, { name = "requesters pay", key = "payments", unit = "rUv", digits = 2 },
    { name = "welfare", unit = "rUv", digits = 2 }, { name = "penalties", unit = "rUv", digits = 2 } } })
end

local attack = require "attacks.attack"

return attack {
  id = "A15", layer = "auction", name = "a ring bids the reserve",
  precedent = "the theory of bidding rings",
  attack = "all nodes of a colony agree to ask just under the reserve",
  expected = "no safety property: it can't be prevented, but it shows in the report",
  simulated = "the colony's time and network",
  run = function(the)
    local folder = os.tmpname()
    os.remove(folder)
    local file = folder .. ".lua"
    local f = assert(io.open(file, "w"))
    local name = file:match("([^/]+)%.lua$")
    f:write(([[
--- A ring: everybody asks what the requester pays at most.
return { kind = "bidding", name = "%s", version = "1.0.0", api = "1", summary = "A ring.",
  bid = function(self, ctx, cost) return math.max(cost, ctx.reserve - 1) end }
]]):format(name))
    f:close()
    local function market(rule) return colony.new { nodes = 16, tasks = 400, use = { bidding = rule } }:run():report().market end
    local happened
    local done, problem = pcall(function()
      local honest, ring = market("truthful"), market(file)
      the:holds(honest.payments_ruv > 0 and ring.payments_ruv > honest.payments_ruv * 1.05, "the ring is not seen in the payments")
      the:holds(ring.balanced and honest.balanced, "the books don't balance")
      happened = ("payments rose from %.1f to %.1f rUv, and never above the reserve: visible, not preventable"):format(honest.payments_ruv, ring.payments_ruv)
    end)
    os.remove(file)
    assert(done, problem)
    return happened
  end,
}

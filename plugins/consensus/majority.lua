--- Majority rule: do as most of those around you do.
---
--- A node adopts the choice that weighs most among itself and its neighbours; of equals, the one it believes in most. Fast
--- on well-mixed networks, but on lattices it freezes into camps with straight borders, and a first majority always wins,
--- right or wrong: compare with entropy.
---
--- With `dissemination` it is DMMD: an agent disseminates its choice for a time in proportion to the option's quality, then
--- decides by the majority of those disseminating, and explores, unheard. `sample` bounds how many it hears: larger
--- neighbourhoods decide faster and err more, and an even number of voices can tie, which keeps the choice it had.
---
--- Source: Valentini, Hamann & Dorigo, "Efficient decision-making in a self-organizing robot swarm", AAMAS 2015.
--- `swarm.majority_round` does a whole population.
---
---     > plugin.load("consensus/majority"):try { m = 2, rate = 1, belief = { 0.6, 0.4 }, neighbours = { { 0.1, 0.9 }, { 0.2, 0.8 } } }[2]
---     1.0

local EXPLORING, DISSEMINATING = 1, 2

local function exponential(ctx, mean) return -mean * math.log(1 - ctx.random()) end

local function choice(get, m)
  local best = 1
  for k = 2, m do if get(k) > get(best) then best = k end end
  return best
end

--- Moves the clock by a round; whether a dissemination ended, so that the node decides now.
local function decides(self, ctx, memory)
  local o, phase, left = self.options, ctx.m + 1, ctx.m + 2
  if memory[phase] == 0 then memory[phase], memory[left] = EXPLORING, exponential(ctx, o.exploration) end
  memory[left] = memory[left] - 1
  if memory[left] > 0 then return false end
  if memory[phase] == EXPLORING then
    memory[phase] = DISSEMINATING
    memory[left] = memory[left] + exponential(ctx, o.dissemination * (ctx.weights and ctx.weights[1] or 1))
    return false
  end
  memory[phase], memory[left] = EXPLORING, memory[left] + exponential(ctx, o.exploration)
  return true
end

return {
  kind = "consensus", name = "majority", version = "1.1.0", api = "1",
  summary = "Adopts the choice most of the neighbourhood exhibits.",
  options = {
    dissemination = { type = "number", default = 0, min = 0, max = 1000000, unit = "rounds", help = "mean time an option of quality 1 is disseminated; 0: everybody is heard and decides each round" },
    exploration = { type = "number", default = 3, min = 0, max = 1000000, unit = "rounds", help = "mean time of exploring after a decision" },
    sample = { type = "integer", default = 0, min = 0, max = 1000000, help = "most neighbours heard, drawn; 0: all" },
    own = { type = "boolean", default = true, help = "whether a node counts its own choice too" },
  },

  -- Kept: the phase, and the rounds left in it
  update = function(self, ctx, belief, neighbours, out, memory)
    local m, o, heard, votes = ctx.m, self.options, {}, {}
    local modulated = o.dissemination > 0
    for k = 1, m do out[k], votes[k] = belief[k], 0 end
    if modulated and not decides(self, ctx, memory) then return end
    local function weight(place) return not modulated and ctx.weights and ctx.weights[place] or 1 end

    for i = 1, #neighbours do
      if not modulated or ctx.memories:get(i + 1, m + 1) == DISSEMINATING then heard[#heard + 1] = i end
    end
    if o.sample > 0 and #heard > o.sample then
      for place = 1, o.sample do
        local other = place + math.floor(ctx.random() * (#heard - place + 1))
        heard[place], heard[other] = heard[other], heard[place]
      end
      for place = #heard, o.sample + 1, -1 do heard[place] = nil end
    end

    local own = choice(function(k) return belief[k] end, m)
    if o.own then votes[own] = weight(1) end
    for _, i in ipairs(heard) do
      local said = choice(function(k) return neighbours:get(i, k) end, m)
      votes[said] = votes[said] + weight(i + 1)
    end
    local best = own
    for k = 1, m do
      if votes[k] > votes[best] or votes[k] == votes[best] and belief[k] > belief[best] then best = k end
    end
    for k = 1, m do out[k] = (1 - ctx.rate) * belief[k] + (k == best and ctx.rate or 0) end
  end,
}

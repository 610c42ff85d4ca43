--- Cross-inhibition beside zealots: it keeps a majority where the voter model only fluctuates.
---
---     formic run scripts/papers/cross_inhibition.lua --quick
---
--- Reina, Zakir, De Masi & Ferrante, "Cross-inhibition leads to group consensus despite the presence of strongly opinionated
--- minorities and asocial behaviour", Communications Physics 6, 2023 (arXiv 2211.09531). The claim: with equal qualities and
--- the same few zealots for each option, or with agents that switch by themselves, voters never hold a majority for long, and
--- agents that inhibit each other do.

local paper = require "papers.paper"
local o = paper.options {
  about = "Voter against cross-inhibition with zealots on both sides, and with spontaneous switching.",
  runs = 20, quick = 4,
  own = {
    agents = { default = 200, min = 20, max = 100000, help = "all hear all up to 1000 of them, else 16-regular" },
    rounds = { default = 1000, min = 50, max = 1000000, help = "of each run; the second half is measured" },
  },
}

local graph = o.agents <= 1000 and topology.complete(o.agents) or topology.regular(o.agents, 16, o.seed)
local few = math.max(1, o.agents // 50)
local cases = {
  { ("%d zealots each"):format(few), { stubborn = { few, few } } }, { ("%d zealots each"):format(5 * few), { stubborn = { 5 * few, 5 * few } } },
  { "switching 0.01", { switching = 0.01 } },
}

local progress = script.progress { total = 2 * #cases * o.runs, label = "runs" }
local rows, shown, done = {}, {}, 0
for _, case in ipairs(cases) do
  local name, adversity = table.unpack(case)
  for _, rule in ipairs { "voter", "cross_inhibition" } do
    local lead, held = {}, {}
    for run = 1, o.runs do
      progress:update(done, name)
      done = done + 1
      local p = swarm.population {
        graph = graph, options = 2, start = "split", rule = rule, seed = o.seed + run, stubborn = adversity.stubborn, switching = adversity.switching, camps = false, groups = false,
      }
      -- The lead is measured by mean beliefs, in which an undecided agent counts for neither
      local sum, count, turns, before = 0, 0, 0, nil
      for round = 1, o.rounds do
        p:step()
        if round > o.rounds // 2 and round % 5 == 0 then
          local beliefs, first = p:beliefs(), 0
          for agent = 1, o.agents do first = first + beliefs:get(agent, 1) end
          local margin = 2 * first / o.agents - 1
          sum, count = sum + math.abs(margin), count + 1
          if before and margin * before < 0 then turns = turns + 1 end
          if margin ~= 0 then before = margin end
        end
      end
      lead[run], held[run] = sum / count, turns
    end
    local margin, turns = paper.mean(lead), paper.mean(held)
    rows[#rows + 1] = { case = name, rule = rule, lead = margin.mean, lead_half = margin.half, turns = turns.mean, turns_half = turns.half }
    shown[#shown + 1] = { name, rule, ("%.2f ± %.2f"):format(margin.mean, margin.half), ("%.1f ± %.1f"):format(turns.mean, turns.half) }
  end
end
progress:finish()

local notes = {}
for i = 1, #rows, 2 do
  local holds = rows[i + 1].lead - rows[i + 1].lead_half > rows[i].lead + rows[i].lead_half
  notes[#notes + 1] = ("%s  with %s the majority is larger under cross-inhibition"):format(holds and "holds:" or "does NOT hold:", rows[i].case)
end
notes[#notes + 1] = "Lead: |share of the first option less that of the second|, mean over the second half of a run. Turns: how often the leader changes then,"
notes[#notes + 1] = "looked at every five rounds. The paper's claim is the comparison; its figures are of other parameters."
paper.report(o, {
  name = "cross_inhibition", rows = rows, shown = shown, title = ("%d agents on two options of equal quality, %d runs, 95%% intervals"):format(o.agents, o.runs),
  columns = { "adversity", "rule", paper.column "lead", paper.column "turns" }, notes = notes,
})

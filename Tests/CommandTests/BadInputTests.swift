import Testing

/// Every function and method that the type stubs name, called with values nobody meant.
@Test func `whatever a declared function is given, it answers or refuses with a reason`() throws {
  // In a folder of its own: some of these write files of the names they are given.
  let folder = TemporaryFolder()
  let outcome = try Program.run(
    ["-C", folder.path, Program.executable, "-"], input: "local folder = '\(Program.root)/plugins/meta'\n" + hostileCalls, program: "/usr/bin/env", seconds: 300)
  #expect(outcome.status == 0, "\(outcome.complaints.suffix(600))")
  #expect(outcome.output.hasSuffix("unharmed\n"))
}

private let hostileCalls = #"""
  local receivers = {
    Allocation_study = function() return swarm.allocation { nodes = 4, tasks = 50 } end,
    Arrivals = function() return data.arrivals() end,
    Auction = function() return economy.auction { reserve = 500 } end,
    Collective_memory = function() return swarm.memory(3) end,
    Colony = function() return colony.new { nodes = 6, tasks = 8 } end,
    Court = function() return economy.court(economy.stakes(economy.ledger { alice = 100, bob = 0 })) end,
    Compute_graph = function() return graph.new() end,
    Graph = function() return topology.ring(4) end,
    Governor = function() return governance.new { stakes = { ann = 60, bob = 40 } } end,
    Business_market = function() return business.market { days = 1, rate = 2 } end,
    Decisions = function()
      local file = os.tmpname()
      os.remove(file)
      colony.new { nodes = 6, tasks = 8, decisions = file }:run()
      collectgarbage()
      local log = plugin.decisions(file)
      os.remove(file)
      return log
    end,
    Explanation = function() return economy.pool(1000, 1000000):explain(5) end,
    Ledger = function() return economy.ledger { alice = 100, bob = 0 } end,
    Matrix = function() return matrix.identity(3) end,
    Microlora = function() return adaptation.microlora(3, 3, 1) end,
    Mixing_sequence = function() return topology.base(5, 2) end,
    Policy = function() return plugin.load("auction/vickrey") end,
    Population = function() return swarm.population { agents = 6 } end,
    Pool = function() return economy.pool(1000, 1000000) end,
    Progress = function() return script.progress { total = 3 } end,
    Quantized_matrix = function() return adaptation.quantize(matrix.identity(3)) end,
    Reputation = function() return economy.reputation(economy.ledger { alice = 100, bob = 0 }) end,
    Rtt = function() return data.rtt() end,
    Score_round = function() return economy.score_round(1) end,
    Softmax_head = function() return learning.head(data.utterances()) end,
    Stakes = function() return economy.stakes(economy.ledger { alice = 100, bob = 0 }) end,
    Statement = function() return economy.ledger { alice = 100 }:statement("alice") end,
    Tour_search = function() return swarm.tour_search(folder .. "/../../scripts/data/tsp_generated/rnd16_0.tsp") end,
    Trails = function() return swarm.trails { links = { { 1, 2, 1 }, { 1, 3, 1 }, { 3, 2, 1 } }, from = 1, to = 2 } end,
    Utterances = function() return data.utterances() end,
    Vesting = function() return economy.vesting(economy.ledger { alice = 100, bob = 0 }) end,
    Vector_memory = function()
      local memory = swarm.vectors(3)
      memory:insert_all({ 1, 2, 3 }, matrix.identity(3))
      return memory
    end,
    Vector = function() return vector.ones(3) end,
    Vote = function() return swarm.vote { question = "lunch?", options = { "pizza", "soup" }, agents = 3 } end,
  }
  local shared = { Arrivals = true, Business_market = true, Decisions = true, Colony = true, Policy = true, Rtt = true, Softmax_head = true, Utterances = true } -- dear to make

  local stale, cyclic = vector.zeros(3), {}
  stale:close()
  cyclic[1], cyclic.nodes = cyclic, cyclic
  local values = table.pack(false, true, 0, -1, 1, 0.5, 0 / 0, 1 / 0, -1 / 0, math.maxinteger, math.mininteger, 1e308, "", "x", "\0\xff",
    ("x"):rep(100000), {}, { 0 / 0 }, { -1 }, { nodes = 0 / 0 }, cyclic, print, stale, vector.zeros(0), vector.new { 0 / 0, 1, 2 }, matrix.zeros(0, 0),
    coroutine.create(print), io.stdout, nil)

  local random = 1
  local function draw()
    random = random * 6364136223846793005 + 1442695040888963407
    return values[(random >> 33) % values.n + 1]
  end

  local made, calls, refusals = {}, 0, 0
  local function try(name, owner, f, isMethod, ...)
    local receiver
    if isMethod then
      receiver = made[owner] or receivers[owner]()
      if shared[owner] then made[owner] = receiver end
      f = receiver[f]
    end
    calls = calls + 1
    local ok, message
    if isMethod then ok, message = pcall(f, receiver, ...) else ok, message = pcall(f, ...) end
    if not ok then
      refusals = refusals + 1
      if type(message) ~= "string" or #message < 10 then error(name .. " refuses without a reason: " .. tostring(message), 0) end
    end
  end

  local functions = 0
  local function hammer(full, owner, f, isMethod)
    io.stderr:write(full, "\n") -- the last of these lines names what brought the program down
    functions = functions + 1
    try(full, owner, f, isMethod)
    for i = 1, values.n do
      try(full, owner, f, isMethod, values[i])
      try(full, owner, f, isMethod, values[i], values[i], values[i])
    end
    for _ = 1, 30 do try(full, owner, f, isMethod, draw(), draw(), draw(), draw()) end
  end

  for _, module in ipairs { "adaptation", "business", "chart", "colony", "data", "economy", "fmath", "governance", "graph", "json", "learning", "matrix", "money",
    "npy", "optimization", "plugin", "script", "swarm", "topology", "vector" } do
    for line in io.lines(folder .. "/" .. module .. ".lua") do
      local owner, mark, name = line:match("^function ([%w_]+)([.:])([%w_]+)%(")
      if owner then
        local isMethod = mark == ":"
        hammer(owner .. mark .. name, owner, isMethod and name or _G[owner][name], isMethod)
      end
    end
  end
  for _, name in ipairs { "jobs", "plot", "reload" } do hammer(name, nil, _G[name], false) end

  -- The program is unharmed: money still adds up, numbers still add up.
  local ledger = economy.ledger { alice = 100, bob = 0 }
  ledger:transfer("alice", "bob", 30)
  assert(ledger:balance("alice") == 70 and ledger:balance("bob") == 30 and vector.ones(3):sum() == 3)
  assert(functions > 150 and refusals > calls // 2)
  print("unharmed")
  """#

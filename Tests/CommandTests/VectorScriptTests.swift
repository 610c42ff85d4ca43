import Testing

/// A script's vector memory: what it finds, what it refuses, and what the next program finds in its file.
struct VectorScriptTests {
  private func run(_ script: String, in folder: TemporaryFolder = TemporaryFolder()) throws {
    let outcome = try Program.run(["-C", folder.path, Program.executable, "-"], input: """
      local function refused(part, f, ...)
        local done, problem = pcall(f, ...)
        assert(not done and tostring(problem):find(part, 1, true), "expected '" .. part .. "', got: " .. tostring(problem))
      end
      \(script)
      """, program: "/usr/bin/env")
    #expect(outcome.status == 0, "\(outcome.complaints)")
  }

  @Test func `what is near is found, among those that a filter lets through`() throws {
    try run("""
      local m = swarm.vectors(2)
      m:insert_all({ 1, 2, 3 }, matrix.new{ { 1, 0 }, { 0, 1 }, { -1, 0 } }, { "east", "north", "west" })
      m:insert(-9, vector.new{ 2, 0.1 })
      local query = vector.new{ 1, 0.04 }
      local function found(options) return table.concat(m:search(query, 9, options):table(), " ") end
      assert(found() == "-9 1 2 3" and found{ exact = true } == "-9 1 2 3")
      assert(found{ filter = "north" } == "2" and found{ filter = "south" } == "")
      assert(found{ filter = { 3, 2, 77 } } == "2 3" and found{ filter = vector.new({ 1 }, "i64") } == "1")
      assert(found{ filter = function(id, tag) return id < 0 or tag == "west" end } == "-9 3")
      refused("must not change", m.search, m, query, 1, { filter = function(id) m:delete(id) end })
      refused("a list of integers", m.search, m, query, 1, { filter = 5 })
      refused("went wrong", m.search, m, query, 1, { filter = function() error("it went wrong") end })
      assert(m:delete(1) and not m:delete(1) and #m == 3 and m:get(1) == nil and m:get(-9)[1] == 2)
      m:update(3, query)
      local ids, distances = m:search(query, 1)
      assert(ids[1] == 3 and math.abs(distances[1]) < 1e-6 and m:tag(3) == "west")
      local all, far = m:search_all(matrix.identity(2), 2)
      assert(all.rows == 2 and all.columns == 2 and all:get(2, 1) == 2 and far:get(2, 1) < 1e-6)
      assert(m:recall(matrix.identity(2), 2) == 1 and m.exact and m.levels == 0)
      """)
  }

  @Test func `what no memory could hold is refused with a reason`() throws {
    try run("""
      local m = swarm.vectors(2)
      m:insert(1, vector.new{ 1, 0 })
      refused("already", m.insert, m, 1, vector.new{ 1, 0 })
      refused("no vector of id 2", m.update, m, 2, vector.new{ 1, 0 })
      refused("3 elements, not the 2", m.insert, m, 2, vector.ones(3))
      refused("no direction", m.insert, m, 2, vector.zeros(2))
      refused("finite", m.insert, m, 2, vector.new{ 0 / 0, 1 })
      refused("2 rows with 1 ids", m.insert_all, m, { 5 }, matrix.identity(2))
      refused("already", m.insert_all, m, { 5, 5 }, matrix.identity(2))
      refused("2…128", swarm.vectors, 2, { M = 1 })
      refused("cosine, l2, inner_product", swarm.vectors, 2, { metric = "taxicab" })
      refused("not a vector memory", swarm.load_vectors, "/etc/passwd")
      refused("not a regular file", swarm.load_vectors, "/dev/zero")
      refused("No such file", swarm.load_vectors, "nowhere")
      assert(#m == 1)
      """)
  }

  @Test func `a store goes on where the program before left it`() throws {
    let folder = TemporaryFolder()
    try run("""
      local m = swarm.vectors(2, { store = "kept", metric = "l2" })
      m:insert(1, vector.new{ 1, 0 }, "east")
      m:insert(2, vector.new{ 0, 1 })
      m:delete(2)
      refused("open in this program already", swarm.vectors, 2, { store = "kept", metric = "l2" })
      m:save("copy")
      os.exit(0)
      """, in: folder)
    try run("""
      refused("holds dimension 2, l2", swarm.vectors, 3, { store = "kept" })
      for _, m in ipairs{ swarm.vectors(2, { store = "kept", metric = "l2" }), swarm.load_vectors("copy") } do
        assert(#m == 1 and m:tag(1) == "east" and m:get(1)[1] == 1)
        m:insert(2, vector.new{ 3, 0 })
        assert(select(2, m:search(vector.new{ 3, 1 }, 1))[1] == 1)
        m:close()
      end
      assert(#swarm.load_vectors("kept") == 2 and #swarm.load_vectors("copy") == 1)
      local file = io.open("kept", "r+b")
      file:seek("set", 100)
      file:write("?")
      file:close()
      refused("kept: damaged at byte 64", swarm.load_vectors, "kept")
      assert(#swarm.load_vectors("kept", { salvage = true }) == 0)
      """, in: folder)
  }
}

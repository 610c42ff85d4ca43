import Glibc
import Interface
import Kernels
import PluginHost
import Policies
import Testing

/// A folder of its own with plugins of the sample kind, removed at the end.
final class PluginFolder {
  let path: String

  init() {
    var template = Array("/tmp/formic-plugins-XXXXXX".utf8CString)
    path = String(cString: mkdtemp(&template)!)
    mkdir(path + "/scaling", 0o755)
  }

  deinit {
    for name in ["/scaling/mine.lua", "/scaling/other.lua", "/scaling/.mine.swp", "/scaling/bad.lua", "/new/mine.lua"] { unlink(path + name) }
    for folder in ["/scaling", "/new", ""] { rmdir(path + folder) }
  }

  func write(_ text: String, to name: String = "scaling/mine.lua") {
    let file = fopen("\(path)/\(name)", "w")!
    fputs(text, file)
    fclose(file)
  }

  /// As editors save: a new file renamed into place.
  func replace(_ text: String, _ name: String = "scaling/mine.lua") {
    write(text, to: "scaling/.mine.swp")
    rename(path + "/scaling/.mine.swp", "\(path)/\(name)")
  }

  func host(kind: PolicyKind = SampleKind.make()) -> PluginHost {
    PluginHost(kinds: [kind], modules: [], catalogue: PluginCatalogue(home: nil, userFolders: [path], kinds: [kind]))
  }
}

@Suite struct SwapTests {
  let folder = PluginFolder()
  let set: PolicySet
  private let kind = SampleKind.make()

  init() {
    set = PolicySet([PolicySlot(kind)], source: folder.host(kind: kind))
  }

  private func answer(_ amount: Double = 5, instance: Int = 0) -> Double {
    let frame = PolicyFrame(kind, random: RandomStream(seed: 1))
    frame.set(0, 2.0)
    frame.argument(0, amount)
    set["scaling"]!.call(0, instance: instance, frame)
    return frame.numberResult(0)!
  }

  private static let counting = "scale = function(self, ctx, amount) self.state.calls = (self.state.calls or 0) + 1; return self.state.calls end,"

  /// The problems of an attempt, after which the answer is as before.
  private func refused(_ name: String = "mine", options: Table = Table(), sourceLocation: SourceLocation = #_sourceLocation) -> [String] {
    let before = set["scaling"]!.active
    do throws(SwapError) {
      try set.use("scaling", name, options: options, at: 1)
      Issue.record("the swap went through", sourceLocation: sourceLocation)
    } catch {
      #expect(set["scaling"]!.active === before && set.swaps.count <= 1, sourceLocation: sourceLocation)
      return error.problems.map { $0.replacing(folder.path, with: "…") }
    }
    return []
  }

  @Test func `a swap puts the plugin in force and logs it`() throws {
    folder.write(Sample.text("scale = function(self, ctx, amount) return amount * 3 end").text)
    #expect(answer() == 10)
    let swap = try set.use("scaling", "mine", at: 42)
    #expect(answer() == 15)
    #expect(swap.time == 42 && swap.from.name == "native" && swap.to.name == "mine" && swap.to.hash == set["scaling"]!.active.identity.hash)
    #expect(set.swaps == [swap])
    #expect(swap.description == "scaling: native native → mine 1.0.0")
    try set.use("scaling", "native", at: 43)
    #expect(answer() == 10)
  }

  @Test func `a text that isn't Lua leaves the policy in force`() {
    folder.write("return {\n  kind = \"scaling\"\n  name = 1\n}")
    #expect(refused() == ["…/scaling/mine.lua:3: '}' expected (to close '{' at line 1) near 'name'"])
  }

  @Test func `a broken law leaves the policy in force and shows the counterexample`() {
    folder.write(Sample.text("scale = function(self, ctx, amount) return 500 - amount end").text)
    let problems = refused()
    #expect(problems.count == 1 && problems[0].hasPrefix("…/scaling/mine.lua:2: breaks the law 'never falls with the amount' (seed 0): "))
  }

  @Test func `a missing function and a wrong option are reported together`() {
    folder.write(Sample.text("scael = function() end,", options: "floor = { type = \"integer\", default = -1, min = 0, help = \"h\" }").text)
    #expect(refused() == [
      "…/scaling/mine.lua:2: scaling needs scale(self, ctx, amount) → scaled: Scales one number. (there is 'scael': is it misspelt?)",
      "…/scaling/mine.lua:4: option 'floor': default: -1 is below 0",
      "…/scaling/mine.lua:5: scaling has no function 'scael': did you mean 'scale'?",
    ])
  }

  @Test func `options a plugin doesn't have are refused`() {
    folder.write(Sample.text("scale = function(self, ctx, amount) return amount end").text)
    #expect(refused(options: table(["floor": 1])) == ["scaling/mine: no option 'floor': it has none"])
  }

  @Test func `names that don't exist are suggested`() {
    folder.write(Sample.text("scale = function(self, ctx, amount) return amount end").text)
    #expect(refused("mien") == ["no plugin 'mien': did you mean 'mine'?"])
    #expect(refused("scaling/nothing") == ["no plugin 'scaling/nothing': there are mine"])
    #expect(throws: SwapError(problems: ["no kind of policy 'sclaing': did you mean 'scaling'?"])) { try set.use("sclaing", "mine", at: 0) }
  }

  @Test func `a new text of the same version goes on with the memories`() throws {
    folder.write(Sample.text(Self.counting).text)
    try set.use("scaling", "mine", at: 0)
    #expect((0..<3).map { _ in answer() } == [1, 2, 3] && answer(instance: 4) == 1)
    folder.write(Sample.text(Self.counting + " -- the same, with a comment").text)
    let reload = set.reload(at: 9)
    #expect(reload.swaps.count == 1 && reload.failures.isEmpty)
    #expect(answer() == 4 && answer(instance: 4) == 2)
    #expect(set.reload(at: 10).swaps.isEmpty)
  }

  @Test func `a new version imports what the old one exports`() throws {
    folder.write(Sample.text(Self.counting + " export_state = function(self) return self.state.calls end,").text)
    try set.use("scaling", "mine", at: 0)
    _ = [answer(), answer()]
    folder.write(Sample.text(Self.counting + " import_state = function(self, state, old) assert(old == '1.0.0'); self.state.calls = 10 * state end,", version: "2.0.0").text)
    #expect(set.reload(at: 1).failures.isEmpty)
    #expect(answer() == 21)
  }

  @Test func `import_state may return the state instead`() throws {
    folder.write(Sample.text(Self.counting).text)
    try set.use("scaling", "mine", at: 0)
    _ = answer()
    folder.write(Sample.text(Self.counting + " import_state = function(self, state) return { calls = state.calls + 100 } end,", version: "1.1.0").text)
    #expect(set.reload(at: 1).failures.isEmpty)
    #expect(answer() == 102)
  }

  @Test func `a version that can't take the memories is refused`() throws {
    folder.write(Sample.text(Self.counting).text)
    try set.use("scaling", "mine", at: 0)
    _ = answer()
    folder.write(Sample.text(Self.counting, version: "2.0.0").text)
    #expect(set.reload(at: 1).failures.map(\.description) == [
      "scaling/mine 2.0.0: the memory of instance 1 can't be handed over: it is of version 1.0.0, and 2.0.0 has no import_state(self, state, old_version)"
    ])
    folder.write(Sample.text(Self.counting + " import_state = function() error('cannot') end,", version: "2.0.0").text)
    #expect(set.reload(at: 1).failures.first?.description.contains("cannot") == true)
    #expect(answer() == 2)
  }

  @Test func `a function in the state can't be handed over`() throws {
    folder.write(Sample.text("scale = function(self, ctx, amount) self.state.f = { function() end }; return amount end").text)
    try set.use("scaling", "mine", at: 0)
    _ = answer()
    folder.write(Sample.text("scale = function(self, ctx, amount) return amount end").text)
    #expect(set.reload(at: 1).failures.first?.description.hasSuffix("the state.f[1] is a function: functions don't survive a swap") == true)
    #expect(set["scaling"]!.active.text!.contains("self.state.f"))
  }

  @Test func `the previous version stands in for a suspended one`() throws {
    folder.write(Sample.text("scale = function(self, ctx, amount) return amount * 3 end").text)
    folder.write(Sample.text("scale = function(self, ctx, amount) return amount == 7 and -1 or amount end", name: "other").text, to: "scaling/other.lua")
    try set.use("scaling", "mine", at: 0)
    try set.use("scaling", "other", at: 0)
    for _ in 0..<3 { #expect(answer(7) == 14) }
    #expect(set["scaling"]!.suspension != nil && answer(7) == 21)
    #expect(set.reinstate("scaling") && answer(5) == 5)
    #expect(!set.reinstate("scaling"))
  }

  @Test func `a thousand swaps under load leave nothing behind`() throws {
    folder.write(Sample.text(Self.counting + " -- one").text)
    folder.write(Sample.text("scale = function(self, ctx, amount) return amount end", name: "other").text, to: "scaling/other.lua")
    func swap(_ count: Int) throws {
      for i in 0..<count {
        try set.use("scaling", i.isMultiple(of: 2) ? "mine" : "other", at: Int64(i))
        for instance in 0..<20 { _ = answer(instance: instance) }
      }
    }
    try swap(100)
    let before = residentBytes()
    try swap(1_000)
    #expect(residentBytes() - before < 4 << 20)
    #expect(set.swaps.count == 1_100)
  }
}

/// Resident memory of this process.
func residentBytes() -> Int {
  let file = fopen("/proc/self/statm", "r")!
  defer { fclose(file) }
  var total = 0, resident = 0
  withUnsafeMutablePointer(to: &total) { total in
    withUnsafeMutablePointer(to: &resident) { resident in
      _ = withVaList([total, resident]) { vfscanf(file, "%ld %ld", $0) }
    }
  }
  return resident * Int(sysconf(Int32(_SC_PAGESIZE)))
}

import ArgumentParser
import Glibc
import PluginHost
import Scripting

struct StubsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stubs", abstract: "Write the type stubs that editors read.",
    discussion: "One file a module, and one for the kinds of policy, into plugins/meta: for the Lua language server.")

  @Flag(help: "Write nothing; fail if a file is missing, stale or left over.")
  var check = false
  @Option(help: ArgumentHelp("Another folder.", valueName: "folder"), completion: .directory)
  var into: String?

  func run() throws {
    guard let folder = into ?? FormicHome.find().map({ $0 + "/plugins/meta" }) else {
      throw CommandFailure("no folder with plugins/ and scripts/ is near: set FORMIC_HOME, or use --into")
    }
    let stubs = TypeStubs.files(Catalog.modules(Workbench()), Catalog.kinds)
    let present = Set(Files.names(in: folder).filter { $0.hasSuffix(".lua") })
    var stale = stubs.filter { Files.text(of: folder + "/" + $0.name) != $0.text }.map(\.name)
    let leftOver = present.subtracting(stubs.map(\.name)).sorted()
    guard !check else {
      stale += leftOver
      guard stale.isEmpty else {
        throw CommandFailure("out of date in \(folder): \(stale.joined(separator: ", ")) (run 'formic stubs')")
      }
      return
    }
    mkdir(folder, 0o777)
    for stub in stubs where stale.contains(stub.name) { try Files.replace(folder + "/" + stub.name, with: stub.text) }
    for name in leftOver { unlink(folder + "/" + name) }
    put(stale.isEmpty && leftOver.isEmpty ? "up to date\n" : "wrote \(stale.count), removed \(leftOver.count) in \(folder)\n", to: 1)
  }
}

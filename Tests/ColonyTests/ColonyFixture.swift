import Colony
import Policies

/// The bundled data, beside the tests in the source tree.
let dataFolder = String(#filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }) + "/scripts/data"

/// A small market of built-in rules; `adjust` turns the adversities on.
func smallColony(nodes: Int64 = 24, tasks: Int64 = 300, _ adjust: (inout Configuration) -> Void = { _ in }) throws -> Colony {
  var configuration = Configuration()
  configuration.nodes = nodes
  configuration.tasks = tasks
  adjust(&configuration)
  return try Colony(configuration, inputs: Inputs(configuration, folder: dataFolder))
}

/// A rule of one function for a test to put in force.
func rule(_ kind: String, _ name: String, _ body: @escaping (PolicyFrame) -> Void) -> any Policy {
  NativePolicy(kind: kind, name: name, [{ frame, _ in body(frame) }])
}

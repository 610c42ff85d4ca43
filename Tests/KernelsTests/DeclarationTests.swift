import Interface
import Kernels
import Testing

@Suite struct DeclarationTests {
  @Test func `every function has a summary and an example, and no name appears twice`() {
    for module in KernelsInterface.modules {
      for (place, functions) in [(module.name, module.functions)] + module.classes.flatMap({ [($0.name, $0.methods), ($0.name, $0.fields), ($0.name, $0.operators)] }) {
        #expect(Set(functions.map(\.name)).count == functions.count, "\(place)")
        for function in functions { #expect(!function.summary.isEmpty && !function.example.isEmpty, "\(place).\(function.name)") }
      }
    }
  }

  @Test func `policies may call everything but files and graphs`() {
    for module in KernelsInterface.modules {
      let functions = module.functions + module.classes.flatMap { $0.methods + $0.fields + $0.operators }
      #expect(functions.allSatisfy { $0.isPolicySafe == !["npy", "graph"].contains(module.name) }, "\(module.name)")
    }
  }
}

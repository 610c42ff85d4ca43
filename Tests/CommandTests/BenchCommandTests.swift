import Interface
import JSON
import Scripting
import Testing

@Test func `a benchmark reports itself, the machine and the command`() throws {
  let text = try Program.run(["bench", "start to"], seconds: 120)
  #expect(text.status == 0)
  for part in ["P18", "start to first chunk", "≤ 15", "machine: ", "GFLOP/s", "$ formic bench start to"] { #expect(text.output.contains(part), "\(part)") }
  guard case .table(let report) = try JSONReader.value(Program.run(["bench", "P18", "--json"], seconds: 120).output),
    case .table(let rows) = report["rows"], case .table(let machine) = report["machine"]
  else {
    Issue.record("not a report")
    return
  }
  #expect(rows.list.count >= 2)
  guard case .string(let path) = machine["kernels"] else {
    Issue.record("no kernel path")
    return
  }
  #expect(["avx512", "avx2", "neon", "serial"].contains(path))
}

@Test func `an unknown benchmark is an error`() throws {
  #expect(try Program.run(["bench", "zebra"]).complaints == "formic: no benchmark matches 'zebra'\n")
}

import Interface
import Kernels
import PluginHost
import Policies
import Testing

@Suite struct ShippedTests {
  @Test(arguments: Shipped.plugins) func `a shipped plugin keeps every law`(name: String) throws {
    let report = try PluginCheck(Shipped.host, seeds: 10).run(name)
    #expect(report.passed, "\(report.text)")
  }

  @Test(arguments: Shipped.kinds.map(\.name)) func `the built-in rule keeps every law`(kind: String) throws {
    let report = try Shipped.host.policy("\(kind)/native").check(seeds: 10)
    #expect(report.passed, "\(report.text)")
  }

  @Test func `each law has its broken plugin, and each broken plugin its law`() {
    #expect(Shipped.laws.sorted() == Shipped.brokenPlugins.sorted())
  }

  @Test(arguments: Shipped.brokenPlugins) func `a broken plugin breaks the law it is named after`(name: String) throws {
    let entry = try Shipped.broken.find(name)
    let report = PluginCheck(Shipped.host, seeds: 10).run(try PluginText.read(entry.path, shownAs: name + ".lua"))
    #expect(report.problems.isEmpty, "\(report.text)")
    let broken = report.laws.filter { !$0.passed }.map { $0.law.split(separator: " ").joined(separator: "_") }
    #expect(broken.contains(entry.name), "\(report.text)")
  }

  @Test(arguments: Shipped.examples) func `a header example prints what it says`(place: String) throws {
    let parts = place.split(separator: ":")
    let entry = try Shipped.catalogue.find(String(parts[0]))
    let text = try PluginText.read(entry.path).text
    let example = try #require(HeaderExample.all(in: text).first { "\($0.line)" == parts[1] })
    let shown = try Shipped.shown(example.expression).flatMap { $0.split(whereSeparator: \.isWhitespace) }
    #expect(shown == example.expected.flatMap { $0.split(whereSeparator: \.isWhitespace) })
  }

  @Test(arguments: Shipped.plugins) func `a shipped plugin's header has an example`(name: String) {
    #expect(Shipped.examples.contains { $0.hasPrefix(name + ":") })
  }
}

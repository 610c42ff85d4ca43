import Interface
import PluginHost
import Policies
import Testing

/// Help on kinds and plugins, as a session asks for it.
@Suite struct TopicTests {
  private static let topics = PluginHostInterface.module(Shipped.host).topics()

  private func topic(_ name: String) throws -> Topic { try #require(Self.topics.first { $0.name == name }) }

  @Test(arguments: Shipped.kinds.map(\.name)) func `a kind tells its whole contract`(name: String) throws {
    let kind = try Shipped.host.kind(name)
    let text = try topic(name).text(100)
    let parts = kind.functions.map(\.name) + kind.functions.flatMap { $0.parameters + $0.results }.map(\.name) + kind.fields.map(\.name)
      + kind.laws.map(\.name) + Shipped.catalogue.list(kind: name).map(\.name)
    for part in parts { #expect(text.contains(part), "\(part)") }
    #expect(try topic(name).source() == nil)
  }

  @Test(arguments: Shipped.plugins) func `a plugin tells its version, options and header, and shows its source`(name: String) throws {
    let plugin = try Shipped.host.load(name)
    let topic = try topic(name)
    let text = topic.text(100)
    #expect(text.hasPrefix("\(name) \(plugin.manifest.version): ") && topic.summary() == plugin.manifest.summary)
    for option in plugin.manifest.options { #expect(text.contains(option.name), "\(option.name)") }
    for example in HeaderExample.all(in: plugin.text.text) { #expect(text.contains("> \(example.expression.split(separator: "\n")[0])")) }
    #expect(try #require(topic.source()).hasSuffix(plugin.text.text.dropLast()))
  }

  @Test(arguments: [40, 80]) func `both can be read at any width`(width: Int) {
    for topic in Self.topics {
      // A session in a header stays as it was written.
      for line in topic.text(width).split(separator: "\n") where !line.hasPrefix("      ") || !topic.name.contains("/") {
        #expect(line.count <= width, "\(topic.name): \(line)")
      }
    }
  }

  @Test func `a plugin that can't be loaded says why`() throws {
    let folder = PluginFolder()
    folder.write("return 3")
    let broken = try #require(PluginHostInterface.module(folder.host()).topics().first { $0.name.contains("/") })
    #expect(broken.text(80).contains("can't be loaded") && broken.summary().contains("can't be loaded"))
    #expect(broken.source()?.hasSuffix("return 3") == true)
  }
}

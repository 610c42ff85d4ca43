import Interface
import LuaRuntime

/// What a session shows of results: a card of each object that has one, everything else as the printer lays it out.
struct Presentation {
  private enum Part {
    case card(Card)
    case snapshot(Snapshot)
  }

  private let parts: [Part]
  private let appearance: Appearance

  init(_ values: [LuaReference], in state: LuaState, _ appearance: Appearance) throws(LuaError) {
    var parts: [Part] = []
    for value in values {
      if value.kind == .object, case .object(let object)? = try? value.value(), let described = object as? any Describable {
        parts.append(.card(described.card))
      } else {
        parts.append(.snapshot(try state.snapshot(of: value)))
      }
    }
    self.parts = parts
    self.appearance = appearance
  }

  /// Lines without a line end at the end.
  var text: String {
    let snapshots = parts.compactMap { if case .snapshot(let snapshot) = $0 { snapshot } else { nil } }
    if snapshots.count == parts.count { return Printer.text(snapshots, appearance) }
    return parts.map { part in
      switch part {
      case .card(let card): card.text(width: appearance.width, hasUnicode: appearance.hasUnicode, hasColour: appearance.hasColour)
      case .snapshot(let snapshot): Printer.text(snapshot, appearance)
      }
    }.joined(separator: "\n")
  }
}

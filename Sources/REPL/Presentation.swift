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
        var snapshot = try state.snapshot(of: value)
        if case .function(var function) = snapshot, function.name == nil, let found = value.function {
          function.name = try Self.name(of: found, in: state)
          snapshot = .function(function)
        }
        parts.append(.snapshot(snapshot))
      }
    }
    self.parts = parts
    self.appearance = appearance
  }

  /// By which a function is reached from the globals or a loaded module; nil where it isn't.
  private static func name(of function: LuaFunction, in state: LuaState) throws(LuaError) -> String? {
    guard case .string(let name)? = try state.load(search, chunkName: "=name").call([.callback(function)]).first else { return nil }
    return name
  }

  /// By raw access; the least of several names.
  private static let search = """
    local wanted = ...
    local best
    local function look(owner, prefix)
      for key, value in next, owner do
        if type(key) == "string" and rawequal(value, wanted) and key:sub(1, 1) ~= "_" then  -- `_` is the result itself
          local name = prefix .. key
          if not best or #name < #best or #name == #best and name < best then best = name end
        end
      end
    end
    look(_G, "")
    for name, module in next, package.loaded do
      if type(name) == "string" and type(module) == "table" and module ~= _G then look(module, name .. ".") end
    end
    return best
    """

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

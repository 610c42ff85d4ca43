import Interface
import Policies

// Help on kinds of policy and on plugins, from the contracts and the manifests.
extension PolicyKind {
  func topic(_ host: PluginHost) -> Topic {
    let kind = self
    return Topic(name, summary: { kind.summary }) { kind.text(width: $0, plugins: host.catalogue.list(kind: kind.name).map(\.name)) }
  }

  /// The contract: functions with their types, what `ctx` holds, the laws, the plugins there are.
  func text(width: Int, plugins: [String]) -> String {
    var page = Page(width: width)
    page.paragraph("\(name): \(summary)")
    let scope = switch self.scope {
    case .node: "one for each node"
    case .colony: "one for the colony"
    }
    page.paragraph("A kind of policy, \(scope). Suspended at the \(movesMoney ? "first violation, since it moves money" : "third violation").", indent: 2)
    for function in functions {
      page.gap()
      page.paragraph(function.signature, indent: 2, hanging: 4)
      page.paragraph([function.summary, function.requirement.note].filter { !$0.isEmpty }.joined(separator: "; "), indent: 6)
      let rows = function.parameters.map { $0.row("") } + function.results.map { $0.row("→ ") }
      page.rows(rows, indent: 6)
    }
    if !fields.isEmpty {
      page.gap()
      page.line("  ctx, besides random(n) and now_us")
      page.rows(fields.map { $0.row("") }, indent: 4)
    }
    if !laws.isEmpty {
      page.gap()
      page.line("  laws")
      page.rows(laws.map { [$0.name, $0.summary] }, indent: 4)
    }
    page.gap()
    page.paragraph("plugins: " + (plugins.isEmpty ? "none" : plugins.joined(separator: ", ")), indent: 2, hanging: 4)
    return page.text
  }
}

extension PolicyFunction.Requirement {
  fileprivate var note: String {
    switch self {
    case .required: ""
    case .optional: "optional"
    case .oneOf(let group): "one of the functions for \(group)"
    }
  }
}

extension PolicyField {
  /// Name, type, range and unit, what it is.
  fileprivate func row(_ mark: String) -> [String] {
    let type = switch content {
    case .boolean: "boolean"
    case .integer: "integer"
    case .number: "number"
    case .vector(let element): "\(element.name) vector"
    case .matrix(let element): "\(element.name) matrix"
    }
    let range = bounds.map { boundsText($0, unit: unit) } ?? ""
    let remarks = [summary, isOptional ? "may be nil" : "", isKept ? "keeps what it is given" : isOutput ? "gets the answer" : ""].filter { !$0.isEmpty }
    return [mark + name, type, range.isEmpty ? unit ?? "" : range, remarks.joined(separator: "; ")]
  }
}

extension PluginCatalogue.Entry {
  func topic(_ host: PluginHost) -> Topic {
    let entry = self
    return Topic(
      "\(kind)/\(name)",
      summary: {
        do throws(SwapError) { return try host.load(entry.path, kind: entry.kind).manifest.summary } catch {
          return "can't be loaded: \(error.problems.first ?? "")"
        }
      },
      text: { width in
        do throws(SwapError) { return try host.load(entry.path, kind: entry.kind).helpText(width: width) } catch {
          return "\(entry.kind)/\(entry.name) can't be loaded\n" + error.problems.map { "  " + $0 }.joined(separator: "\n")
        }
      },
      source: {
        do throws(PluginProblem) { return try "-- \(entry.shownAs)\n" + PluginText.read(entry.path, shownAs: entry.shownAs).text.withoutLastLineEnd } catch {
          return "\(error)"
        }
      })
  }
}

extension Plugin {
  /// Version, summary, options with type, range, unit and default, and the header comment.
  public func helpText(width: Int) -> String {
    var page = Page(width: width)
    page.paragraph("\(kind.name)/\(manifest.name) \(manifest.version): \(manifest.summary)")
    if !manifest.options.isEmpty {
      page.gap()
      page.line("  options")
      page.rows(manifest.options.map(\.row), indent: 4)
    }
    let header = text.text.split(separator: "\n", omittingEmptySubsequences: false).prefix { $0.hasPrefix("---") }.map { line in
      let body = line.drop { $0 == "-" }
      return String(body.hasPrefix(" ") ? body.dropFirst() : body)
    }
    if !header.isEmpty {
      page.gap()
      // Lines of a paragraph flow together; the session in it keeps its own.
      for block in header.joined(separator: "\n").split(separator: "\n\n") {
        if block.hasPrefix(" ") {
          for line in block.split(separator: "\n") { page.line("  " + line) }
        } else {
          page.paragraph(String(block.replacing("\n", with: " ")), indent: 2)
        }
        page.gap()
      }
    }
    page.paragraph("functions: " + manifest.functions.map { kind.functions[$0].name }.joined(separator: ", "), indent: 2, hanging: 4)
    page.paragraph("file: \(text.file)", indent: 2, hanging: 4)
    return page.text
  }
}

extension OptionDeclaration {
  /// Name, type, range and unit, default, what it is.
  fileprivate var row: [String] {
    var range = "", type = typeName
    switch content {
    case .integer(_, let bounds): range = boundsText(.integers(bounds), unit: unit)
    case .number(_, let bounds): range = boundsText(.numbers(bounds), unit: unit)
    case .choice(_, let words): type = words.joined(separator: "|")
    case .boolean, .string: break
    }
    let value = switch defaultValue {
    case .boolean(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): value.literal
    case .string(let value): value.isEmpty ? "\"\"" : value
    default: ""
    }
    return [name, type, range.isEmpty ? unit ?? "" : range, "= \(value)", help]
  }
}

extension String {
  fileprivate var withoutLastLineEnd: String { hasSuffix("\n") ? String(dropLast()) : self }
}

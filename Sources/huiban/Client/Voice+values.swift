import Casework

extension Voice {
    /// Shows a thing from the API: as it is to a program, line by line to a person.
    func show(_ value: Value) {
        if isJSON { return print(json: value) }
        for line in Listing(language: language).thing(value) { say(verbatim: line) }
    }

    /// Shows a list from the API as a table.
    func show(list value: Value, _ columns: [(key: String, title: Words)]) {
        if isJSON { return print(json: value) }
        for line in Listing(language: language).table(value, columns) { say(verbatim: line) }
    }

    /// Shows an answer that is sentences: its member `text` or `lines` if it has one.
    func show(text value: Value) {
        if isJSON { return print(json: value) }
        let sentences = value["text"] ?? value["lines"] ?? value
        let lines = sentences.texts.isEmpty ? Listing(language: language).thing(sentences) : sentences.texts
        for line in lines { say(verbatim: line) }
    }
}

/// A law and one of its articles, as a Chinese text cites them: 《民法典》第二百七十八条.
package struct Citation: Hashable, Codable, Sendable {
    package var law: String
    /// The article's number as it was written (`二百七十八`, `278`).
    package var article: String

    package init(law: String, article: String) {
        self.law = law
        self.article = article
    }

    /// Every citation in a text, in order.
    package static func all(in text: String) -> [Citation] {
        let citation = /《([^《》]{2,60})》[^《》第。；]{0,30}第([0-9０-９零〇一二三四五六七八九十百千两]{1,9})条/
        return text.matches(of: citation).map { Citation(law: String($0.1), article: String($0.2)) }
    }
}

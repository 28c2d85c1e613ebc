package import Casework

/// The pages that an agency has beside those of every desk.
package struct PracticePages: Sendable {
    /// Where the desk's list leads.
    package struct Link: Sendable {
        package var address: String
        package var title: Words

        package init(address: String, title: Words) {
            self.address = address
            self.title = title
        }
    }

    package var links: [Link]
    /// Templates by name, beside the shared ones.
    package var templates: [String: [UInt8]]

    package init(links: [Link] = [], templates: [String: [UInt8]] = [:]) {
        self.links = links
        self.templates = templates
    }
}

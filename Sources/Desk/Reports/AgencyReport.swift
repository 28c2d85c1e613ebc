package import Casework
package import GRDB

/// A report that an agency can give of a month.
package struct AgencyReport: Sendable {
    /// What it is asked for.
    package struct Request: Sendable {
        package var period: ReportPeriod
        package var language: Language

        package init(period: ReportPeriod, language: Language) {
            self.period = period
            self.language = language
        }
    }

    /// Its name in addresses and commands.
    package var name: String
    package var title: Words
    /// How it counts, for whoever reads it.
    package var hint: Words
    package var make: @Sendable (Request, Database) throws -> ReportTable

    package init(
        _ name: String,
        title: Words,
        hint: Words,
        make: @escaping @Sendable (Request, Database) throws -> ReportTable
    ) {
        self.name = name
        self.title = title
        self.hint = hint
        self.make = make
    }
}

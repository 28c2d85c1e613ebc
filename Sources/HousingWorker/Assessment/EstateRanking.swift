/// The places of estates in a year's assessment (domain notes 1, row 14; 2.8, step 7).
struct EstateRanking: Equatable {
    /// An estate with its score; scores in hundredths of a point.
    struct Entry: Equatable {
        var caseID: String
        var estate: String
        var district: String
        var total: Int
        var owners: Int
        /// How many owners rated.
        var sample: Int
    }

    enum List: String {
        case top
        case bottom
        case between
    }

    struct Place: Equatable {
        /// From 1, in the city and in the district.
        var city: Int
        var district: Int
        var list: List
    }

    /// How long the lists of the best and the worst are; with fewer than twice as many estates each has half of them.
    static let listed = 10

    /// The places by case.
    ///
    /// Equal scores are told apart by the owners' mark, then by how many owners rated, then by the name
    /// of the estate, so that no two share a place.
    static func places(of entries: [Entry]) -> [String: Place] {
        let order = entries.sorted { one, other in
            (other.total, other.owners, other.sample, one.estate, one.caseID)
                < (one.total, one.owners, one.sample, other.estate, other.caseID)
        }
        let length = min(listed, order.count / 2)
        var places: [String: Place] = [:]
        var inDistrict: [String: Int] = [:]
        for (index, entry) in order.enumerated() {
            inDistrict[entry.district, default: 0] += 1
            let list: List = index < length ? .top : index >= order.count - length ? .bottom : .between
            places[entry.caseID] = Place(city: index + 1, district: inDistrict[entry.district] ?? 1, list: list)
        }
        return places
    }
}

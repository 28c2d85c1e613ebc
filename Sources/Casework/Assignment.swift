/// One step given to one agency: content, fixed for an attempt, and standing, which moves (design rule S).
package struct Assignment: Hashable, Codable, Sendable {
    package var content: Content
    package var standing: Standing

    package init(content: Content, standing: Standing) {
        self.content = content
        self.standing = standing
    }

    /// What the step is, whom it is for and what its owner may see.
    package struct Content: Hashable, Codable, Sendable {
        package var caseID: String
        package var caseType: String
        package var caseVersion: Int
        /// The title the publisher gave the case.
        package var subject: String
        package var step: String
        package var title: Words
        /// The entry of an `each` step (`police`); empty for a step with one instance.
        package var instance: String
        package var attempt: Int
        /// The agency whose worker receives it (the sponsor, for an outside party).
        package var agency: String
        package var unit: String?
        /// The role that must complete it (`reviewer`, `leader`), nil for anybody of the unit.
        package var role: String?
        /// The party that does it when that is not a worker (`deputy`, `city-office`), sponsored by `agency`.
        package var party: String?
        /// True when the agency leads the case (主办), false when it co-handles (会办).
        package var isLead: Bool
        /// True when nobody must: anybody entitled may raise it (an offer).
        package var isOffer: Bool
        /// True when this asks for the counter-act of an ended step.
        package var isUndo: Bool
        /// True when people are called until one of them has signed for it; absent otherwise, as in everything said or
        /// stored before the word existed.
        package var isUrgent: Bool?
        /// The document numbers an undo covers, newest first.
        package var covers: [String]
        /// Field values the owner may see (`sees`), by field name; instance fields as `step.instance.field`.
        package var fields: [String: Value]
        package var form: Form
        /// The results it can have, heaviest first.
        package var outcomes: [String]
        /// Rules of practice an answer must pass.
        package var checks: [String]
        /// The rule of practice that ends the step without a person, or nil.
        package var rule: String?
        /// The agency's own register whose rows answer the step, each for itself; absent for other steps.
        ///
        /// Nobody ends such a step by hand.
        package var register: String?
        /// Constants for rule and checks; absent when the file gives none.
        package var with: [String: Value]?
        /// The type of document that gets a number when the step ends, or nil.
        package var issues: String?
        /// The outcomes with which it does; absent for all.
        package var issuesOn: [String]?
        /// Ids of people who may not complete it (four-eyes).
        package var notBy: [String]
        package var mayReturn: Bool
        package var mayExtend: Bool
        /// Reasons for which a pause may be asked.
        package var pauses: [String]
        /// The workflow of the case that the step opens, or nil; where the form is empty, nobody is asked for an answer.
        package var child: String?

        package init(
            caseID: String,
            caseType: String,
            caseVersion: Int,
            subject: String,
            step: String,
            title: Words,
            instance: String = "",
            attempt: Int = 1,
            agency: String,
            unit: String? = nil,
            role: String? = nil,
            party: String? = nil,
            isLead: Bool = false,
            isOffer: Bool = false,
            isUndo: Bool = false,
            isUrgent: Bool? = nil,
            covers: [String] = [],
            fields: [String: Value] = [:],
            form: Form = Form(),
            outcomes: [String] = ["done"],
            checks: [String] = [],
            rule: String? = nil,
            register: String? = nil,
            with: [String: Value]? = nil,
            issues: String? = nil,
            issuesOn: [String]? = nil,
            notBy: [String] = [],
            mayReturn: Bool = false,
            mayExtend: Bool = false,
            pauses: [String] = [],
            child: String? = nil
        ) {
            self.caseID = caseID
            self.caseType = caseType
            self.caseVersion = caseVersion
            self.subject = subject
            self.step = step
            self.title = title
            self.instance = instance
            self.attempt = attempt
            self.agency = agency
            self.unit = unit
            self.role = role
            self.party = party
            self.isLead = isLead
            self.isOffer = isOffer
            self.isUndo = isUndo
            self.isUrgent = isUrgent
            self.covers = covers
            self.fields = fields
            self.form = form
            self.outcomes = outcomes
            self.checks = checks
            self.rule = rule
            self.register = register
            self.with = with
            self.issues = issues
            self.issuesOn = issuesOn
            self.notBy = notBy
            self.mayReturn = mayReturn
            self.mayExtend = mayExtend
            self.pauses = pauses
            self.child = child
        }
    }

    /// Where the step stands by the coordinator's clock; each change raises `sequence`.
    package struct Standing: Hashable, Codable, Sendable {
        package enum State: String, Codable, Sendable {
            case offered
            case open
            case ended
            case revoked
        }

        package var sequence: Int
        package var state: State
        package var openedAt: Instant
        /// The earlier of policy and legal deadline, nil for an offer.
        package var due: Instant?
        package var policyDue: Instant?
        package var legalDue: Instant?
        /// Where the deadline comes from (law and article, or the section of the domain notes).
        package var source: String?
        /// Cards and notices issued for this attempt.
        ///
        /// `yellow-card`, `red-card`, `urge` …
        package var cards: [String]
        package var isBreached: Bool
        /// How the coordinator answered requests.
        ///
        /// `extended`, `extension-denied`, `return-denied` …
        package var rulings: [String]
        /// The answers to requests with who gave them and why; nil while there is none.
        package var answers: [Answer]?
        /// The outcome the coordinator recorded, when ended.
        package var outcome: String?
        /// The number of the case that the step opened; nil while there is none.
        package var child: String?

        package init(
            sequence: Int,
            state: State,
            openedAt: Instant,
            due: Instant? = nil,
            policyDue: Instant? = nil,
            legalDue: Instant? = nil,
            source: String? = nil,
            cards: [String] = [],
            isBreached: Bool = false,
            rulings: [String] = [],
            answers: [Answer]? = nil,
            outcome: String? = nil,
            child: String? = nil
        ) {
            self.sequence = sequence
            self.state = state
            self.openedAt = openedAt
            self.due = due
            self.policyDue = policyDue
            self.legalDue = legalDue
            self.source = source
            self.cards = cards
            self.isBreached = isBreached
            self.rulings = rulings
            self.answers = answers
            self.outcome = outcome
            self.child = child
        }

        /// What became of one request of the agency.
        package struct Answer: Hashable, Codable, Sendable {
            /// The request's id, unique within the attempt.
            package var request: String
            package var granted: Bool
            /// Who ruled, nil where the rules themselves refused.
            package var by: String?
            package var reason: String?

            package init(request: String, granted: Bool, by: String? = nil, reason: String? = nil) {
                self.request = request
                self.granted = granted
                self.by = by
                self.reason = reason
            }
        }
    }
}

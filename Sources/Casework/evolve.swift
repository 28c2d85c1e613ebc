/// The case after one more fact.
package func evolve(_ case: Case?, _ event: CaseEvent) -> Case {
    `case` ?? Case()
}

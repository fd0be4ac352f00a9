import type { ConditionWithValueQuery, NegationCondition, WhereClause } from "@jetstreamapp/soql-parser-js";
import { Failure } from "../failure.ts";

/** One comparison. */
export type Test = Exclude<ConditionWithValueQuery, NegationCondition>;

export type Tree<C> =
  { kind: "and" | "or"; terms: Tree<C>[] } | { kind: "not"; term: Tree<C> } | { kind: "test"; test: C };

type Token = "(" | ")" | "AND" | "OR" | "NOT" | { test: Test };

/**
 * The parser gives a chain of left, operator, right with counts of parentheses: precedence is rebuilt from those. AND and OR
 * side by side without parentheses are refused, as SOQL refuses them and the parser does not (salesforce-wire.md 14).
 */
export function toTree(clause: WhereClause): Tree<Test> {
  const tokens = toTokens(clause);
  let at = 0;

  function readList(): Tree<Test> {
    const terms = [readTerm()];
    let joint: "AND" | "OR" | null = null;
    for (let next = tokens[at]; next === "AND" || next === "OR"; next = tokens[at]) {
      if (joint !== null && joint !== next) throw malformed(`unexpected token: '${next}'`);
      joint = next;
      at += 1;
      terms.push(readTerm());
    }
    const [only] = terms;
    if (joint === null && only) return only;
    return { kind: joint === "OR" ? "or" : "and", terms };
  }

  function readTerm(): Tree<Test> {
    const token = tokens[at];
    at += 1;
    if (token === "NOT") return { kind: "not", term: readTerm() };
    if (token === "(") {
      const inside = readList();
      if (tokens[at] !== ")") throw malformed("expecting a right parentheses");
      at += 1;
      return inside;
    }
    if (typeof token === "object") return { kind: "test", test: token.test };
    throw malformed("unexpected end of the condition");
  }

  const tree = readList();
  if (at !== tokens.length) throw malformed("unexpected token in the condition");
  return tree;
}

function toTokens(clause: WhereClause): Token[] {
  const tokens: Token[] = [];
  for (let each: WhereClause | undefined = clause; each;) {
    const { left } = each;
    const operator: string | undefined = "operator" in each ? each.operator : undefined;
    const open = left && "openParen" in left ? (left.openParen ?? 0) : 0;
    tokens.push(...Array<Token>(open).fill("("));
    if (operator === "NOT") tokens.push("NOT");
    else if (left) {
      tokens.push({ test: left as Test });
      const close = "closeParen" in left ? (left.closeParen ?? 0) : 0;
      tokens.push(...Array<Token>(close).fill(")"));
      if (operator === "AND" || operator === "OR") tokens.push(operator);
    }
    each = "right" in each ? each.right : undefined;
  }
  return tokens;
}

export function malformed(message: string): Failure {
  return new Failure("MALFORMED_QUERY", message);
}

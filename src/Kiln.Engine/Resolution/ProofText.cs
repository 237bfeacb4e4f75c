namespace Kiln.Engine.Resolution;

/// <summary>
/// Tells a proof that there is no solution as a person would: "Because a needs b&lt;2 and c needs b&gt;=2, a and c are incompatible. And because you
/// require c, …". A proof that is longer than a person reads is told by the facts it stands on.
/// </summary>
internal sealed class ProofText
{
    // With two hints and the sentence above them: the dozen lines that fit the eye.
    private const int MostLines = 9;

    private readonly FactText _facts;
    private readonly Dictionary<Incompatibility, int> _uses = [];
    private readonly Dictionary<Incompatibility, int> _numbers = [];
    private readonly List<string> _lines = [];

    private ProofText(FactText facts) => _facts = facts;

    /// <summary>The sentences.</summary>
    public static IReadOnlyList<string> Of(Incompatibility proof, FactText facts)
    {
        if (proof.Cause is not Cause.Conclusion)
            return [$"Because {facts.Of(proof)}, your requirements are unsatisfiable."];
        var told = FactsOf(proof).ToList();
        var text = new ProofText(facts);
        if (told.Count <= 2 * MostLines)
        {
            text.Count(proof);
            text.Tell(proof);
        }
        if (text._lines.Count is > 0 and <= MostLines)
            return text._lines;
        return FactList.Of(told, facts, MostLines);
    }

    /// <summary>The facts that a proof stands on, each once, in the order in which it uses them.</summary>
    public static IEnumerable<Incompatibility> FactsOf(Incompatibility proof)
    {
        var seen = new HashSet<Incompatibility> { proof };
        var open = new Stack<Incompatibility>([proof]);
        while (open.TryPop(out var next))
        {
            if (next.Cause is not Cause.Conclusion conclusion)
            {
                yield return next;
                continue;
            }
            if (seen.Add(conclusion.Right))
                open.Push(conclusion.Right);
            if (seen.Add(conclusion.Left))
                open.Push(conclusion.Left);
        }
    }

    private void Count(Incompatibility node)
    {
        if (node.Cause is not Cause.Conclusion conclusion)
            return;
        _uses[node] = _uses.GetValueOrDefault(node) + 1;
        if (_uses[node] > 1)
            return;
        Count(conclusion.Left);
        Count(conclusion.Right);
    }

    /// <summary>Tells how a conclusion comes about; it is the last thing said.</summary>
    private void Tell(Incompatibility node)
    {
        var (left, right) = ((Cause.Conclusion)node.Cause).Sides;
        bool isLeftFact = left.Cause is not Cause.Conclusion, isRightFact = right.Cause is not Cause.Conclusion;
        if (isLeftFact && isRightFact)
            Say($"Because {_facts.Both(left, right)}, {Claim(node)}.", node);
        else if (isLeftFact || isRightFact)
            TellOne(node, fact: isLeftFact ? left : right, derived: isLeftFact ? right : left);
        else
            TellTwo(node, left, right);
    }

    private void TellOne(Incompatibility node, Incompatibility fact, Incompatibility derived)
    {
        if (_numbers.TryGetValue(derived, out int number))
        {
            Say($"Because {_facts.Of(fact)} and {_facts.Of(derived)} ({number}), {Claim(node)}.", node);
            return;
        }
        // A step between two facts is not worth a sentence of its own.
        var (left, right) = ((Cause.Conclusion)derived.Cause).Sides;
        bool isLeftFact = left.Cause is not Cause.Conclusion, isRightFact = right.Cause is not Cause.Conclusion;
        if (_uses[derived] == 1 && isLeftFact != isRightFact && !_numbers.ContainsKey(isLeftFact ? right : left))
        {
            Tell(isLeftFact ? right : left);
            Say($"And because {_facts.Both(isLeftFact ? left : right, fact)}, {Claim(node)}.", node);
            return;
        }
        Tell(derived);
        Say($"And because {_facts.Of(fact)}, {Claim(node)}.", node);
    }

    private void TellTwo(Incompatibility node, Incompatibility left, Incompatibility right)
    {
        if (!_numbers.ContainsKey(left))
        {
            Tell(left);
            Number(left);
        }
        if (_numbers.TryGetValue(right, out int number))
        {
            Say($"Because {_facts.Of(left)} ({_numbers[left]}) and {_facts.Of(right)} ({number}), {Claim(node)}.", node);
            return;
        }
        Tell(right);
        Say($"And because {_facts.Of(left)} ({_numbers[left]}), {Claim(node)}.", node);
    }

    private string Claim(Incompatibility node) => $"we can conclude that {_facts.Of(node)}";

    private void Say(string sentence, Incompatibility node)
    {
        _lines.Add(sentence);
        if (_uses[node] > 1)
            Number(node);
    }

    /// <summary>Numbers the line that was said last, so that it can be referred to.</summary>
    private void Number(Incompatibility node)
    {
        if (_numbers.TryAdd(node, _numbers.Count + 1))
            _lines[^1] += $" ({_numbers[node]})";
    }
}

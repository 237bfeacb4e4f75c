using Kiln.Compiler.Folding;
using Kiln.Compiler.Instructions;
using Kiln.Compiler.Syntax;
using static Kiln.Compiler.Syntax.Nodes;

namespace Kiln.Compiler.CodeGeneration;

/// <summary>The kinds of patterns.</summary>
internal sealed partial class CodeGenerator
{
    /// <summary>compiler_pattern.</summary>
    private void EmitPattern(Node pattern)
    {
        Location location = pattern.Location;
        switch (pattern.Kind)
        {
            case NodeKind.MatchValue:
                EmitValuePattern(new MatchValue(pattern).Value, location);
                break;
            case NodeKind.MatchSingleton:
                EmitConstant(new MatchSingleton(pattern).Number, location);
                EmitCompare(CompareOperator.Is, location);
                EmitJumpToFail(Opcode.PopJumpIfFalse, location);
                break;
            case NodeKind.MatchSequence:
                EmitSequencePattern(pattern, location);
                break;
            case NodeKind.MatchMapping:
                EmitMappingPattern(new MatchMapping(pattern), location);
                break;
            case NodeKind.MatchClass:
                EmitClassPattern(new MatchClass(pattern), location);
                break;
            case NodeKind.MatchStar:
                EmitCapture(new MatchStar(pattern).Name, location);
                break;
            case NodeKind.MatchAs:
                EmitAsPattern(new MatchAs(pattern), location);
                break;
            default:
                EmitOrPattern(new MatchOr(pattern), location);
                break;
        }
    }

    /// <summary>compiler_pattern_subpattern: inside another pattern everything may be matched.</summary>
    private void EmitSubpattern(Node pattern)
    {
        bool allows = _pattern.AllowsIrrefutable;
        _pattern.AllowsIrrefutable = true;
        EmitPattern(pattern);
        _pattern.AllowsIrrefutable = allows;
    }

    private void EmitValuePattern(Node value, Location location)
    {
        if (value.Kind is not (NodeKind.Constant or NodeKind.Attribute))
            Fail(location.Line);
        EmitExpression(value);
        EmitCompare(CompareOperator.Eq, location);
        Emit(Opcode.ToBool, location);
        EmitJumpToFail(Opcode.PopJumpIfFalse, location);
    }

    /// <summary>compiler_pattern_as.</summary>
    private void EmitAsPattern(MatchAs pattern, Location location)
    {
        if (pattern.Pattern.IsNone)
        {
            if (!_pattern.AllowsIrrefutable)
                Fail(location.Line);
            EmitCapture(pattern.Name, location);
            return;
        }

        _pattern.OnTop++;
        Emit(Opcode.Copy, 1, location);
        EmitPattern(pattern.Pattern);
        _pattern.OnTop--;
        EmitCapture(pattern.Name, location);
    }

    /// <summary>compiler_pattern_sequence.</summary>
    private void EmitSequencePattern(Node node, Location location)
    {
        NodeList patterns = new MatchSequence(node).Patterns;
        int star = -1;
        bool hasOnlyWildcards = true;
        bool isStarWildcard = false;
        for (int index = 0; index < patterns.Count; index++)
        {
            if (patterns[index].Kind != NodeKind.MatchStar)
            {
                hasOnlyWildcards &= IsWildcard(patterns[index]);
                continue;
            }

            if (star >= 0)
                Fail(location.Line);
            isStarWildcard = IsStarWildcard(patterns[index]);
            hasOnlyWildcards &= isStarWildcard;
            star = index;
        }

        _pattern.OnTop++;
        Emit(Opcode.MatchSequence, location);
        EmitJumpToFail(Opcode.PopJumpIfFalse, location);
        if (star < 0)
            EmitLengthCheck(patterns.Count, CompareOperator.Eq, location);
        else if (patterns.Count > 1)
            EmitLengthCheck(patterns.Count - 1, CompareOperator.GtE, location);
        _pattern.OnTop--;
        if (hasOnlyWildcards)
            Emit(Opcode.PopTop, location);
        else if (isStarWildcard)
            EmitItemPatterns(patterns, star, location);
        else
            EmitUnpackedPatterns(patterns, location);
    }

    private void EmitLengthCheck(int length, CompareOperator operation, Location location)
    {
        Emit(Opcode.GetLen, location);
        EmitInt(length, location);
        EmitCompare(operation, location);
        EmitJumpToFail(Opcode.PopJumpIfFalse, location);
    }

    /// <summary>pattern_helper_sequence_unpack, pattern_unpack_helper.</summary>
    private void EmitUnpackedPatterns(NodeList patterns, Location location)
    {
        int count = patterns.Count;
        bool hasStar = false;
        for (int index = 0; index < count; index++)
        {
            if (patterns[index].Kind != NodeKind.MatchStar)
                continue;
            int after = count - index - 1;
            if (index > Limits.TargetsBeforeStar || after > Limits.TargetsAfterStar)
                Fail(location.Line);
            hasStar = true;
            Emit(Opcode.UnpackEx, index + (after << 8), location);
        }

        if (!hasStar)
            Emit(Opcode.UnpackSequence, count, location);
        _pattern.OnTop += count;
        foreach (Node pattern in patterns)
        {
            _pattern.OnTop--;
            EmitSubpattern(pattern);
        }
    }

    /// <summary>pattern_helper_sequence_subscr: with <c>*_</c> only the items that are needed are fetched.</summary>
    private void EmitItemPatterns(NodeList patterns, int star, Location location)
    {
        _pattern.OnTop++;
        for (int index = 0; index < patterns.Count; index++)
        {
            if (index == star || IsWildcard(patterns[index]))
                continue;
            Emit(Opcode.Copy, 1, location);
            if (index < star)
            {
                EmitInt(index, location);
            }
            else
            {
                // No negative index: the subject may not support it.
                Emit(Opcode.GetLen, location);
                EmitInt(patterns.Count - index, location);
                EmitBinary(BinaryOperator.Sub, location);
            }

            Emit(Opcode.BinarySubscr, location);
            EmitSubpattern(patterns[index]);
        }

        _pattern.OnTop--;
        Emit(Opcode.PopTop, location);
    }

    /// <summary>compiler_pattern_class.</summary>
    private void EmitClassPattern(MatchClass pattern, Location location)
    {
        NodeList positional = pattern.Patterns;
        NodeList keywords = pattern.KwdPatterns;
        CheckAttributes(pattern.KwdAttrs, keywords);
        EmitExpression(pattern.Cls);
        BeginTuple();
        for (int index = 0; index < pattern.KwdAttrs.Count; index++)
            AddItem(NameConstant(pattern.KwdAttrs[index]));
        EmitTuple(location);
        Emit(Opcode.MatchClass, positional.Count, location);
        EmitCheckNotNone(location, pushed: 1);
        int count = positional.Count + keywords.Count;
        Emit(Opcode.UnpackSequence, count, location);
        _pattern.OnTop += count - 1;
        for (int index = 0; index < count; index++)
        {
            _pattern.OnTop--;
            Node inner = index < positional.Count ? positional[index] : keywords[index - positional.Count];
            if (IsWildcard(inner))
                Emit(Opcode.PopTop, location);
            else
                EmitSubpattern(inner);
        }
    }

    /// <summary>Fails if the value on the stack is None; so many values were pushed for it.</summary>
    private void EmitCheckNotNone(Location location, int pushed)
    {
        _pattern.OnTop += pushed;
        Emit(Opcode.Copy, 1, location);
        EmitNone(location);
        Emit(Opcode.IsOp, 1, location);
        EmitJumpToFail(Opcode.PopJumpIfFalse, location);
    }

    /// <summary>validate_kwd_attrs.</summary>
    private void CheckAttributes(IdentifierList names, NodeList patterns)
    {
        for (int index = 0; index < names.Count; index++)
        {
            CheckNotDebug(names[index], ExprContext.Store, patterns[index].Line);
            for (int other = index + 1; other < names.Count; other++)
            {
                if (names[index] == names[other])
                    Fail(patterns[other].Line);
            }
        }
    }

    /// <summary>compiler_pattern_mapping.</summary>
    private void EmitMappingPattern(MatchMapping pattern, Location location)
    {
        NodeList keys = pattern.Keys;
        int count = keys.Count;
        _pattern.OnTop++;
        Emit(Opcode.MatchMapping, location);
        EmitJumpToFail(Opcode.PopJumpIfFalse, location);
        if (count == 0 && pattern.Rest.IsNone)
        {
            _pattern.OnTop--;
            Emit(Opcode.PopTop, location);
            return;
        }

        if (count > 0)
            EmitLengthCheck(count, CompareOperator.GtE, location);
        CheckKeys(keys, location.Line);
        EmitExpressions(keys);
        Emit(Opcode.BuildTuple, count, location);
        Emit(Opcode.MatchKeys, location);
        EmitCheckNotNone(location, pushed: 2);
        Emit(Opcode.UnpackSequence, count, location);
        _pattern.OnTop += count - 1;
        foreach (Node inner in pattern.Patterns)
        {
            _pattern.OnTop--;
            EmitSubpattern(inner);
        }

        // The tuple of keys, and the subject.
        _pattern.OnTop -= 2;
        if (!pattern.Rest.IsNone)
        {
            EmitRest(count, location);
            EmitCapture(pattern.Rest, location);
            return;
        }

        Emit(Opcode.PopTop, location);
        Emit(Opcode.PopTop, location);
    }

    /// <summary>Keys are literals, none twice, and dotted names.</summary>
    private void CheckKeys(NodeList keys, int line)
    {
        HashSet<string> seen = [];
        foreach (Node key in keys)
        {
            bool isGood = key.Kind == NodeKind.Constant ? seen.Add(EqualityKey.Of(tree, new Constant(key).Number)) : key.Kind == NodeKind.Attribute;
            if (!isGood)
                Fail(line);
        }
    }

    /// <summary><c>rest = dict(subject); for key in keys: del rest[key]</c></summary>
    private void EmitRest(int count, Location location)
    {
        Emit(Opcode.BuildMap, 0, location);
        Emit(Opcode.Swap, 3, location);
        Emit(Opcode.DictUpdate, 2, location);
        Emit(Opcode.UnpackSequence, count, location);
        for (; count > 0; count--)
        {
            Emit(Opcode.Copy, 1 + count, location);
            Emit(Opcode.Swap, 2, location);
            Emit(Opcode.DeleteSubscr, location);
        }
    }
}

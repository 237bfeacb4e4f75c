using System.Diagnostics;
using Kiln.Compiler.Syntax;
using static Kiln.Compiler.Syntax.Nodes;

namespace Kiln.Compiler.Unparsing;

/// <summary>Tuples, lists, sets, dicts, and comprehensions.</summary>
internal sealed partial class Unparser
{
    private void WriteDisplay(Node node)
    {
        bool isList = node.Kind is NodeKind.List or NodeKind.ListComp;
        bool isGenerator = node.Kind == NodeKind.GeneratorExp;
        _output.Write(isList ? "["u8 : isGenerator ? "("u8 : "{"u8);
        switch (node.Kind)
        {
            case NodeKind.List or NodeKind.Set:
                WriteItems(node.List(0));
                break;
            case NodeKind.Dict:
                WriteDictItems(new Dict(node));
                break;
            case NodeKind.ListComp or NodeKind.SetComp or NodeKind.GeneratorExp:
                Write(new ListComp(node).Elt, Precedence.Test);
                WriteGenerators(new ListComp(node).Generators);
                break;
            case NodeKind.DictComp:
                WritePair(new DictComp(node).Key, new DictComp(node).Value);
                WriteGenerators(new DictComp(node).Generators);
                break;
            default:
                throw new UnreachableException($"no expression: {node.Kind}");
        }

        _output.Write(isList ? "]"u8 : isGenerator ? ")"u8 : "}"u8);
    }

    private void WriteTuple(NodeList items, Precedence level)
    {
        bool hasBrackets = level > Precedence.Tuple || items.Count == 0;
        Open(hasBrackets);
        WriteItems(items);
        if (items.Count == 1)
            _output.Write(","u8);
        Close(hasBrackets);
    }

    private void WriteItems(NodeList items)
    {
        bool isFirst = true;
        foreach (Node item in items)
        {
            Separate(ref isFirst);
            Write(item, Precedence.Test);
        }
    }

    private void WriteDictItems(Dict dict)
    {
        bool isFirst = true;
        for (int index = 0; index < dict.Values.Count; index++)
        {
            Separate(ref isFirst);
            if (!dict.Keys[index].IsNone)
            {
                WritePair(dict.Keys[index], dict.Values[index]);
                continue;
            }

            _output.Write("**"u8);
            Write(dict.Values[index], Precedence.Expression);
        }
    }

    private void WritePair(Node key, Node value)
    {
        Write(key, Precedence.Test);
        _output.Write(": "u8);
        Write(value, Precedence.Test);
    }

    private void WriteGenerators(NodeList generators)
    {
        foreach (Node node in generators)
        {
            Comprehension generator = new(node);
            _output.Write(generator.IsAsync ? " async for "u8 : " for "u8);
            Write(generator.Target, Precedence.Tuple);
            _output.Write(" in "u8);
            Write(generator.Iter, Precedence.Test + 1);
            foreach (Node condition in generator.Ifs)
            {
                _output.Write(" if "u8);
                Write(condition, Precedence.Test + 1);
            }
        }
    }
}

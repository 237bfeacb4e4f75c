using Kiln.Compiler.Syntax;
using static Kiln.Compiler.Syntax.Nodes;

namespace Kiln.Compiler.Unparsing;

/// <summary>Parameters and arguments.</summary>
internal sealed partial class Unparser
{
    /// <summary>append_ast_args; the parameters of lambdas have no annotations.</summary>
    private void WriteParameters(Arguments arguments)
    {
        bool isFirst = true;
        int positionalOnly = arguments.Posonlyargs.Count;
        int positional = positionalOnly + arguments.Args.Count;
        int withoutDefault = positional - arguments.Defaults.Count;
        for (int index = 0; index < positional; index++)
        {
            Separate(ref isFirst);
            WriteParameter(index < positionalOnly ? arguments.Posonlyargs[index] : arguments.Args[index - positionalOnly]);
            if (index >= withoutDefault)
                WriteDefault(arguments.Defaults[index - withoutDefault]);
            if (index + 1 == positionalOnly)
                _output.Write(", /"u8);
        }

        if (!arguments.Vararg.IsNone || arguments.Kwonlyargs.Count > 0)
        {
            Separate(ref isFirst);
            _output.Write("*"u8);
            WriteParameter(arguments.Vararg);
        }

        for (int index = 0; index < arguments.Kwonlyargs.Count; index++)
        {
            Separate(ref isFirst);
            WriteParameter(arguments.Kwonlyargs[index]);
            WriteDefault(arguments.KwDefaults[index]);
        }

        if (!arguments.Kwarg.IsNone)
        {
            Separate(ref isFirst);
            _output.Write("**"u8);
            WriteParameter(arguments.Kwarg);
        }
    }

    private void WriteParameter(Node parameter)
    {
        if (!parameter.IsNone)
            Write(new Arg(parameter).Name);
    }

    private void WriteDefault(Node value)
    {
        if (value.IsNone)
            return;
        _output.Write("="u8);
        Write(value, Precedence.Test);
    }

    private void WriteCall(Call call)
    {
        Write(call.Func, Precedence.Atom);
        if (call.Args.Count == 1 && call.Keywords.Count == 0 && call.Args[0].Kind == NodeKind.GeneratorExp)
        {
            WriteDisplay(call.Args[0]);
            return;
        }

        _output.Write("("u8);
        bool isFirst = true;
        foreach (Node argument in call.Args)
        {
            Separate(ref isFirst);
            Write(argument, Precedence.Test);
        }

        foreach (Node node in call.Keywords)
        {
            Separate(ref isFirst);
            Keyword keyword = new(node);
            Write(keyword.Arg);
            _output.Write(keyword.Arg.IsNone ? "**"u8 : "="u8);
            Write(keyword.Value, Precedence.Test);
        }

        _output.Write(")"u8);
    }

    private void Separate(ref bool isFirst)
    {
        if (!isFirst)
            _output.Write(", "u8);
        isFirst = false;
    }
}

using System.Text;
using Kiln.Compiler.Symbols;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tests.Support;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Tests.Symbols;

/// <summary>Scopes and names, against those of CPython and by hand; the whole of it is bench/front-end.</summary>
public sealed class SymbolTableTests
{
    private const string LibrarySources = """
        import sysconfig, pathlib
        root = pathlib.Path(sysconfig.get_path('stdlib'))
        files = sorted(root.glob('*.py')) + sorted(root.glob('*/*.py'))
        print('\n'.join(str(file) for file in files if file.is_file() and file.stat().st_size < 100_000))
        """;

    private static readonly string[] Snippets = Resources.Read("scopes.txt").Split("\n----\n");

    [JudgeFact]
    public void Snippets_have_the_scopes_of_CPython_or_are_rejected_as_there()
    {
        byte[][] sources = [.. Snippets.Concat(Resources.Read("snippets.txt").Split("\n----\n")).Select(Encoding.UTF8.GetBytes)];
        foreach (PythonVersion python in SyntaxJudge.Pythons)
        {
            Assert.Empty(SyntaxJudge.Disagreements(JudgedStage.Symbols, python, level: -1, sources, out int handedBack));
            Assert.InRange(handedBack, 0, 1);
        }
    }

    [JudgeFact]
    public void Mutants_are_accepted_only_where_CPython_accepts_them()
    {
        Random random = new(20261121);
        byte[][] sources = [.. Enumerable.Range(0, 6000).Select(_ => TokenMutation.Of(Snippets[random.Next(Snippets.Length)], random))];
        foreach (PythonVersion python in SyntaxJudge.Pythons)
        {
            Assert.Empty(SyntaxJudge.Disagreements(JudgedStage.Symbols, python, level: -1, sources, out int handedBack));
            Assert.InRange(handedBack, 0, 60);
        }
    }

    [JudgeFact]
    public void A_part_of_the_library_has_the_scopes_of_CPython()
    {
        foreach (PythonVersion python in SyntaxJudge.Pythons)
        {
            string[] files = Pythons.RunText(python, LibrarySources).Split('\n');
            byte[][] sources = [.. files.Where((_, index) => index % 8 == 0).Select(File.ReadAllBytes)];
            Assert.NotEmpty(sources);
            Assert.Empty(SyntaxJudge.Disagreements(JudgedStage.Symbols, python, level: -1, sources, out int handedBack));
            Assert.InRange(handedBack, 0, sources.Length / 10);
        }
    }

    [Fact]
    public void Names_live_where_they_are_bound()
    {
        SyntaxPipeline pipeline = Build("def f(a):\n  b = a\n  def g():\n    global c\n    return a, c, d\n");
        Scope function = pipeline.Symbols.Of(pipeline.Tree.Body[0].Index);
        Scope inner = function.Children.GetEnumerator() is var children && children.MoveNext() ? children.Current : function;

        Assert.Equal(NameScope.Cell, function.ScopeOf(Name(pipeline, "a")));
        Assert.Equal(NameScope.Local, function.ScopeOf(Name(pipeline, "b")));
        Assert.Equal(NameScope.Unknown, function.ScopeOf(Name(pipeline, "c")));
        Assert.Equal(NameScope.Free, inner.ScopeOf(Name(pipeline, "a")));
        Assert.Equal(NameScope.GlobalExplicit, inner.ScopeOf(Name(pipeline, "c")));
        Assert.Equal(NameScope.GlobalImplicit, inner.ScopeOf(Name(pipeline, "d")));
    }

    [Fact]
    public void Comprehensions_are_inlined_but_not_generators_and_not_where_a_class_is_seen()
    {
        SyntaxPipeline pipeline = Build("[x for x in y]\n(x for x in y)\nclass C:\n  type A = [x for x in y]\n");
        NodeList body = pipeline.Tree.Body;
        Node alias = new Nodes.ClassDef(body[2]).Body[0];

        Assert.True(pipeline.Symbols.Of(body[0].Child(0).Index).IsInlined);
        Assert.False(pipeline.Symbols.Of(body[1].Child(0).Index).IsInlined);
        Assert.False(pipeline.Symbols.Of(new Nodes.TypeAlias(alias).Value.Index).IsInlined);
        Assert.True(pipeline.Symbols.Of(alias.Index).CanSeeClassScope);
    }

    [Fact]
    public void Classes_make_what_their_methods_need()
    {
        SyntaxPipeline pipeline = Build("class A:\n  def f(self): super()\nclass B:\n  def f[T](self): pass\nclass C:\n  def f(self): pass\n");
        Scope[] scopes = [.. Enumerable.Range(0, 3).Select(index => pipeline.Symbols.Of(pipeline.Tree.Body[index].Index))];

        Assert.Equal([true, false, false], scopes.Select(scope => scope.NeedsClassClosure));
        Assert.Equal([false, true, false], scopes.Select(scope => scope.NeedsClassDict));
    }

    [Fact]
    public void Functions_know_what_they_are()
    {
        SyntaxPipeline pipeline = Build("async def f(*a): yield\ndef g(**k): return [await x for x in k]\ndef h(): return (x async for x in y)\n");
        Scope[] scopes = [.. Enumerable.Range(0, 3).Select(index => pipeline.Symbols.Of(pipeline.Tree.Body[index].Index))];

        Assert.Equal([true, true, false], scopes.Select(scope => scope.IsCoroutine));
        Assert.Equal([true, false, false], scopes.Select(scope => scope.IsGenerator));
        Assert.Equal([true, false, false], scopes.Select(scope => scope.HasVarArgs));
        Assert.Equal([false, true, false], scopes.Select(scope => scope.HasVarKeywords));
    }

    [Fact]
    public void Type_parameters_bounds_and_defaults_have_scopes_of_their_own()
    {
        SyntaxPipeline pipeline = Build("def f[T: int = str](): pass\n");
        Nodes.FunctionDef function = new(pipeline.Tree.Body[0]);
        int parameter = function.TypeParams[0].Index;

        Assert.Equal(ScopeKind.TypeParameters, pipeline.Symbols.Of(function.TypeParams.Start).Kind);
        Assert.Equal(NameScope.GlobalImplicit, pipeline.Symbols.Of(parameter).ScopeOf(Name(pipeline, "int")));
        Assert.Equal(NameScope.GlobalImplicit, pipeline.Symbols.Of(parameter + 1).ScopeOf(Name(pipeline, "str")));
    }

    [Theory]
    [InlineData("C", "__x", "_C__x")]
    [InlineData("_C", "__x", "_C__x")]
    [InlineData("__", "__x", "__x")]
    [InlineData("C", "__x__", "__x__")]
    [InlineData("C", "__", "__")]
    [InlineData("C", "___", "___")]
    [InlineData("C", "__x.y", "__x.y")]
    [InlineData("C", "_x", "_x")]
    public void Private_names_are_mangled(string privateName, string name, string expected)
    {
        SyntaxPipeline pipeline = Build("pass\n");

        Identifier mangled = pipeline.Symbols.Mangle(Name(pipeline, privateName), pipeline.Symbols.Module, Name(pipeline, name));

        Assert.Equal(expected, Encoding.ASCII.GetString(pipeline.Tree.Identifiers[mangled]));
    }

    [Fact]
    public void Around_a_generic_class_only_its_type_parameters_are_mangled()
    {
        SyntaxPipeline pipeline = Build("class C[__T](__B, lambda: (__T, __B)): pass\n");
        Nodes.ClassDef definition = new(pipeline.Tree.Body[0]);
        Scope parameters = pipeline.Symbols.Of(definition.TypeParams.Start);

        Assert.Equal(Name(pipeline, "_C__T"), pipeline.Symbols.Mangle(definition.Name, parameters, Name(pipeline, "__T")));
        Assert.Equal(Name(pipeline, "__B"), pipeline.Symbols.Mangle(definition.Name, parameters, Name(pipeline, "__B")));
        Assert.Equal(NameScope.Free, pipeline.Symbols.Of(definition.Bases[1].Index).ScopeOf(Name(pipeline, "_C__T")));
    }

    [Fact]
    public void Rejects_say_in_which_line()
    {
        Reject reject = Reject("x = 1\ndef f():\n  x = 2\n  global x\n");

        Assert.Equal(new Reject(RejectReason.SyntaxError, Line: 4), reject);
    }

    [Fact]
    public void Scopes_with_many_names_and_many_scopes_are_known_by_name_and_node()
    {
        StringBuilder source = new();
        for (int number = 0; number < 20_000; number++)
            source.Append(System.Globalization.CultureInfo.InvariantCulture, $"def f{number}(): return x{number}\n");

        SyntaxPipeline pipeline = Build(source.ToString());

        Assert.Equal(NameScope.Local, pipeline.Symbols.Module.ScopeOf(Name(pipeline, "f19999")));
        Assert.Equal(NameScope.GlobalImplicit, pipeline.Symbols.Of(pipeline.Tree.Body[19_999].Index).ScopeOf(Name(pipeline, "x19999")));
    }

    [Theory]
    [InlineData("f", "", "()", 2990)]
    [InlineData("x", "", "+x", 2990)]
    [InlineData("if x: pass\n", "elif y: pass\n", "", 990)]
    [InlineData("", "(", ")", 90)]
    [InlineData("", "lambda: ", "", 90)]
    [InlineData("", "[x for x in ", "]", 90)]
    public void The_deepest_trees_of_the_parser_are_walked(string start, string before, string after, int depth)
    {
        StringBuilder source = new(start);
        source.Insert(source.Length, before, depth).Append(start.Length == 0 ? "x" : null).Append(new StringBuilder().Insert(0, after, depth)).Append('\n');

        Assert.True(Reject(source.ToString()).IsNone);
    }

    [Fact]
    public void Annotations_of_later_versions_are_handed_back() =>
        Assert.Equal(
            RejectReason.UnsupportedSyntax,
            JudgedStage.Symbols.Run(new SyntaxPipeline(), "x: int\n"u8.ToArray(), new Target(minor: 14, micro: 0), -1).Reason);

    [Fact]
    public void A_table_forgets_the_file_before()
    {
        SyntaxPipeline pipeline = Build("def f(x):\n  return lambda: x\n");
        Run(pipeline, "y = 1\n");

        Assert.Equal(1, pipeline.Symbols.Module.Symbols.Count);
        Assert.Throws<KeyNotFoundException>(() => pipeline.Symbols.Of(pipeline.Tree.Body[0].Index));
    }

    private static Identifier Name(SyntaxPipeline pipeline, string name) => pipeline.Tree.Identifiers.Intern(Encoding.ASCII.GetBytes(name + "        ").AsSpan(0, name.Length));

    private static SyntaxPipeline Build(string source)
    {
        SyntaxPipeline pipeline = new();
        Assert.Equal(Compiler.Reject.None, Run(pipeline, source));
        return pipeline;
    }

    private static Reject Reject(string source) => Run(new SyntaxPipeline(), source);

    private static Reject Run(SyntaxPipeline pipeline, string source) =>
        JudgedStage.Symbols.Run(pipeline, Encoding.UTF8.GetBytes(source), new Target(minor: 13, micro: 18), -1);
}

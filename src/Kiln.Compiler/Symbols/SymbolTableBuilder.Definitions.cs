using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Symbols;

/// <summary>Functions, classes, lambdas, and their annotations.</summary>
internal sealed partial class SymbolTableBuilder
{
    private void VisitFunction(Node node)
    {
        Nodes.FunctionDef function = new(node);
        Define(function.Name, SymbolFlags.Local, node.Index);
        VisitDefaults(function.Args);
        VisitList(function.DecoratorList.Start);
        bool isGeneric = function.TypeParams.Count > 0;
        if (isGeneric)
        {
            EnterTypeParameters(node, function.Name, function.TypeParams);
            Define(WellKnown.DotDefaults, SymbolFlags.Parameter, node.Index);
            if (HasKeywordDefaults(function.Args))
                Define(WellKnown.DotKwDefaults, SymbolFlags.Parameter, node.Index);
            VisitList(function.TypeParams.Start);
        }

        VisitAnnotations(node, function.Args, function.Returns);
        Enter(ScopeKind.Function, function.Name, node.Index, node.Index);
        _current.IsCoroutine = function.IsAsync;
        DefineParameters(function.Args);
        VisitList(function.Body.Start);
        Exit();
        if (isGeneric)
            Exit();
    }

    private void VisitLambda(Node node)
    {
        Nodes.Lambda lambda = new(node);
        VisitDefaults(lambda.Args);
        Enter(ScopeKind.Function, WellKnown.Lambda, node.Index, node.Index);
        DefineParameters(lambda.Args);
        Visit(lambda.Body.Index);
        Exit();
    }

    private void VisitClass(Node node)
    {
        Nodes.ClassDef definition = new(node);
        Define(definition.Name, SymbolFlags.Local, node.Index);
        VisitList(definition.DecoratorList.Start);
        Identifier outerPrivateName = _privateName;
        bool isGeneric = definition.TypeParams.Count > 0;
        if (isGeneric)
        {
            EnterTypeParameters(node, definition.Name, definition.TypeParams);
            // They are set when the type parameters are made, and used for the bases.
            Define(WellKnown.DotTypeParams, SymbolFlags.Local | SymbolFlags.Use, node.Index);
            Define(WellKnown.DotGenericBase, SymbolFlags.Local | SymbolFlags.Use, node.Index);
            _privateName = definition.Name;
            _current.MangledNames = _current;
            _current.FirstMangled = _mangledNameCount;
            VisitList(definition.TypeParams.Start);
        }

        VisitList(definition.Bases.Start);
        VisitList(definition.Keywords.Start);
        Enter(ScopeKind.Class, definition.Name, node.Index, node.Index);
        _privateName = definition.Name;
        if (isGeneric)
        {
            Define(WellKnown.TypeParams__, SymbolFlags.Local, node.Index);
            Define(WellKnown.DotTypeParams, SymbolFlags.Use, node.Index);
        }

        VisitList(definition.Body.Start);
        Exit();
        if (isGeneric)
            Exit();
        _privateName = outerPrivateName;
    }

    private void VisitDefaults(Nodes.Arguments arguments)
    {
        VisitList(arguments.Defaults.Start);
        VisitList(arguments.KwDefaults.Start);
    }

    private static bool HasKeywordDefaults(Nodes.Arguments arguments)
    {
        foreach (Node value in arguments.KwDefaults)
        {
            if (!value.IsNone)
                return true;
        }

        return false;
    }

    /// <summary>symtable_visit_arguments</summary>
    private void DefineParameters(Nodes.Arguments arguments)
    {
        DefineParameters(arguments.Posonlyargs);
        DefineParameters(arguments.Args);
        DefineParameters(arguments.Kwonlyargs);
        _current.HasVarArgs = DefineParameter(arguments.Vararg);
        _current.HasVarKeywords = DefineParameter(arguments.Kwarg);
    }

    private void DefineParameters(NodeList parameters)
    {
        foreach (Node parameter in parameters)
            DefineParameter(parameter);
    }

    private bool DefineParameter(Node parameter)
    {
        if (parameter.IsNone)
            return false;
        Define(new Nodes.Arg(parameter).Name, SymbolFlags.Parameter, parameter.Index);
        return true;
    }

    /// <summary>symtable_visit_annotation</summary>
    private void VisitAnnotation(Node annotation)
    {
        if (annotation.IsNone)
            return;
        if (_areAnnotationsStrings)
            EnterAnnotation(annotation.Index);
        Visit(annotation.Index);
        if (_areAnnotationsStrings)
            Exit();
    }

    /// <summary>symtable_visit_annotations: of the parameters, in CPython's order, and of what is returned.</summary>
    private void VisitAnnotations(Node function, Nodes.Arguments arguments, Node returns)
    {
        if (_areAnnotationsStrings)
            EnterAnnotation(function.Index);
        VisitAnnotationsOf(arguments.Posonlyargs);
        VisitAnnotationsOf(arguments.Args);
        VisitAnnotationOf(arguments.Vararg);
        VisitAnnotationOf(arguments.Kwarg);
        VisitAnnotationsOf(arguments.Kwonlyargs);
        if (_areAnnotationsStrings)
            Exit();
        VisitAnnotation(returns);
    }

    private void VisitAnnotationsOf(NodeList parameters)
    {
        foreach (Node parameter in parameters)
            VisitAnnotationOf(parameter);
    }

    private void VisitAnnotationOf(Node parameter)
    {
        if (!parameter.IsNone)
            Visit(new Nodes.Arg(parameter).Annotation.Index);
    }

    /// <summary>Opens the scope of an annotation that stays text: nobody's child, so that its names are checked and otherwise forgotten.</summary>
    private void EnterAnnotation(int node) => _current = scopes.Add(ScopeKind.Annotation, WellKnown.Annotation, NoKey, node, _current);
}

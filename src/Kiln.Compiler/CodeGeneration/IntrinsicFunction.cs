namespace Kiln.Compiler.CodeGeneration;

/// <summary>The arguments of CALL_INTRINSIC_1 and CALL_INTRINSIC_2: pycore_intrinsics.h.</summary>
internal static class IntrinsicFunction
{
    public const int ImportStar = 2;
    public const int StopIterationError = 3;
    public const int AsyncGenWrap = 4;
    public const int UnaryPositive = 5;
    public const int ListToTuple = 6;
    public const int TypeVar = 7;
    public const int ParamSpec = 8;
    public const int TypeVarTuple = 9;
    public const int SubscriptGeneric = 10;
    public const int TypeAlias = 11;

    // Of two arguments.
    public const int PrepReraiseStar = 1;
    public const int TypeVarWithBound = 2;
    public const int TypeVarWithConstraints = 3;
    public const int SetFunctionTypeParams = 4;
    public const int SetTypeParamDefault = 5;
}

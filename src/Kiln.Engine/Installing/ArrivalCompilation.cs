using Kiln.Engine.Bytecode;
using Kiln.Engine.Bytecode.Kept;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Wheels;
using Kiln.Engine.Workers;

namespace Kiln.Engine.Installing;

/// <summary>How wheels are compiled while others are still on their way.</summary>
public sealed record ArrivalCompilation
{
    /// <summary>Says where their sources are going to lie.</summary>
    public required WheelPlanner Planner { get; init; }

    /// <summary>Who compiles, or whose compiler is followed.</summary>
    public required InterpreterInfo Interpreter { get; init; }

    /// <summary>How it compiles.</summary>
    public required BytecodeOptions Options { get; init; }

    /// <summary>Where the bytecode goes.</summary>
    public required BytecodeCache Cache { get; init; }

    /// <summary>Whether a wheel is compiled though its bytecode is there.</summary>
    public required Func<UnpackedWheel, bool> IsRefreshed { get; init; }

    /// <summary>Is told what is done when.</summary>
    public required Timeline Timeline { get; init; }
}

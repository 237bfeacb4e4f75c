using System.Runtime.ExceptionServices;

namespace Kiln.Engine.Wheels;

/// <summary>What came of unpacking one archive: the wheel, or why there is none. Nobody is told of either before somebody wants the wheel.</summary>
internal sealed record WheelOutcome(WheelRequest Request, UnpackedWheel? Wheel, Exception? Failure)
{
    /// <summary>The wheel; throws why there is none.</summary>
    public UnpackedWheel Get()
    {
        if (Failure is not null)
            ExceptionDispatchInfo.Throw(Failure);
        return Wheel!;
    }
}

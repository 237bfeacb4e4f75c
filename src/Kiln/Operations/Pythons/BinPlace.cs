using Kiln.Engine;
using Kiln.Engine.Managed;

namespace Kiln.Operations.Pythons;

/// <summary>The folder of the user's programs, which must be known.</summary>
internal static class BinPlace
{
    /// <summary>The folder; a <see cref="UserErrorException"/> where no home is known.</summary>
    public static BinFolder Of(Surroundings surroundings) => BinFolder.Locate(surroundings)
        ?? throw new UserErrorException("there is no home folder to put programs in") { Hint = "name a folder with `KILN_PYTHON_BIN_DIR`", IsUsage = true };
}

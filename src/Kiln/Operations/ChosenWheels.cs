using Kiln.Engine;
using Kiln.Engine.Requirements;
using Kiln.Engine.Resolution;
using Kiln.Engine.Tags;

namespace Kiln.Operations;

/// <summary>Looks at what was chosen before it is installed: does it fit, may it be a wheel, is its hash known if it must be.</summary>
internal sealed class ChosenWheels(ResolveOptions options, AskedPackages asked, CompatibilityTags tags)
{
    /// <summary>Refuses the first wheel that must not be installed.</summary>
    public void Check(IReadOnlyList<Candidate> chosen)
    {
        var built = new PackageChoice();
        options.Build.AddTo(built, new PackageChoice());
        foreach (var candidate in chosen.Where(candidate => !candidate.IsInstalled))
        {
            var name = candidate.FileName.Name;
            // Those of folders were chosen because they fit; one that was named by its path was not.
            if (!tags.PriorityOf(candidate.FileName.Tags).IsCompatible)
                throw new UserErrorException($"`{candidate.FileName}` does not fit: it is for another Python or platform") { IsUsage = true };
            if (built.Contains(name) || asked.Said.NoBinary.Contains(name))
                throw new UserErrorException($"`{name}` is to be built from source, as `--no-binary` says, and Kiln installs wheels only");
            if (asked.RequiresHashes && asked.HashesOf(name).Count == 0)
                throw new UserErrorException($"no hash is given for `{name}`, which another package needs, and `--require-hashes` wants one for each") { Hint = "list it with its version and `--hash=sha256:…`" };
        }
    }
}

using Kiln.Engine.Managed;
using Kiln.Engine.Managed.Downloads;

namespace Kiln.Operations.Pythons;

/// <summary>What there is to do for some requests: what is there already, and what has to be downloaded.</summary>
/// <param name="Satisfied">Pythons that are there and wanted.</param>
/// <param name="Downloads">What is to be installed, none twice.</param>
internal sealed record InstallPlan(IReadOnlyList<ManagedPython> Satisfied, IReadOnlyList<PythonDownload> Downloads)
{
    /// <summary>Makes it; <paramref name="find"/> finds the best download for a request, and is asked only where one is needed.</summary>
    public static InstallPlan Make(
        InstallPythonsOptions options, IReadOnlyList<InstallRequest> requests, IReadOnlyList<ManagedPython> there, Func<InstallRequest, PythonDownload> find)
    {
        var satisfied = new List<ManagedPython>();
        var downloads = new List<PythonDownload>();
        foreach (var request in requests)
        {
            if (options.IsReinstall)
                AddReinstalls(request);
            else if (options.Upgrade != UpgradeKind.None)
                AddNewest(find(request));
            else if (there.FirstOrDefault(request.IsSatisfiedBy) is { } python)
                satisfied.Add(python);
            else if (find(request) is var download && there.FirstOrDefault(each => each.Key == download.Key) is { } same)
                satisfied.Add(same); // A prerelease, where there is nothing else.
            else
                downloads.Add(find(request));
        }
        return new InstallPlan([.. satisfied.DistinctBy(static each => each.Key)], [.. downloads.DistinctBy(static each => each.Key)]);

        void AddReinstalls(InstallRequest request)
        {
            var matching = there.Where(request.IsSatisfiedBy).ToList();
            if (matching.Count == 0 || (options.Upgrade != UpgradeKind.None && request.Request.IsConstraint))
                downloads.Add(find(request));
            else
                downloads.AddRange(matching.Select(each => find(InstallRequest.For(each.Key))));
        }

        void AddNewest(PythonDownload newest)
        {
            var same = there.FirstOrDefault(each => each.Key == newest.Key);
            if (same is not null && (newest.Build is null || newest.Build == same.Build))
                satisfied.Add(same);
            else
                downloads.Add(newest);
        }
    }
}

using Kiln.Engine.Index;
using Kiln.Engine.Requirements;
using Kiln.Engine.Resolution;
using Kiln.Engine.Wheels;
using Kiln.Terminal;

namespace Kiln.Operations;

/// <summary>Asks the indexes for newer versions of what is installed.</summary>
internal sealed class OutdatedPackages(NewestQuery query, GlobalOptions global, Output output, CancellationToken cancellation)
{
    /// <summary>The newest version of each package of which there is a newer one.</summary>
    public IReadOnlyDictionary<PackageName, NewestVersion> Find(InspectedEnvironment environment)
    {
        var installed = environment.Distributions.Where(each => each.EditableLocation is null).DistinctBy(each => each.Name).ToDictionary(each => each.Name, each => each.Version);
        using var network = Network.Open(
            query.Network with { IsOffline = global.Offline, AsksKeyring = query.Index.KeyringProvider == "subprocess" },
            new RefreshRule(), global.Surroundings, global.Cache, TimeProvider.System);
        using var wheels = WheelCache.Open(global.Cache, cancellation: cancellation);
        using var progress = new ProgressLine(output, TimeProvider.System);
        var places = new PackagePlaces(query.Index, new RequirementsOptions(), global.Surroundings);
        var supply = new WheelSupply(static _ => [], wheels, network.WheelsIn(wheels), progress) { Cancellation = cancellation };
        using var source = places.Open(network, supply);
        var python = environment.Python;
        var request = new ResolutionRequest
        {
            Requirements = [],
            Markers = new MarkerValues(python.Markers),
            Python = python.Version,
            Tags = python.Tags,
            Uploads = places.Uploads(TimeProvider.System),
        };
        var newest = new NewestVersions(source, request).Find([.. installed.Keys]);
        return newest.Where(each => each.Value.Version > installed[each.Key]).ToDictionary();
    }
}

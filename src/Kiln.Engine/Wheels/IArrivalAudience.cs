namespace Kiln.Engine.Wheels;

/// <summary>Who has something to do with wheels while others are still on their way. All is called from several threads, which must not be held up.</summary>
public interface IArrivalAudience
{
    /// <summary>An archive is asked for from a server: from now on there is time.</summary>
    void Downloading(WheelFileName wheel);

    /// <summary>It is here.</summary>
    void Downloaded(WheelFileName wheel);

    /// <summary>A wheel lies unpacked in the cache, downloaded or not; whether it will be installed is not sure yet.</summary>
    void Unpacked(UnpackedWheel wheel);

    /// <summary>So many threads are unpacking now.</summary>
    void Unpacking(int threads);
}

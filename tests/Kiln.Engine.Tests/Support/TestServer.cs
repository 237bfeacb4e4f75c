using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Kiln.Engine.Tests.Support;

/// <summary>A real server on the loopback interface that misbehaves as a test tells it: one connection, one question, one answer.</summary>
internal sealed class TestServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<TestRequest, TestAnswer> _answer;
    private readonly X509Certificate2? _certificate;
    private readonly List<TestRequest> _requests = [];

    /// <summary>Begins to answer; with a certificate in TLS.</summary>
    public TestServer(Func<TestRequest, TestAnswer> answer, X509Certificate2? certificate = null)
    {
        _answer = answer;
        _certificate = certificate;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Answers in turn, the last one for good.</summary>
    public static TestServer Of(params TestAnswer[] answers)
    {
        int count = 0;
        return new TestServer(_ => answers[Math.Min(Interlocked.Increment(ref count), answers.Length) - 1]);
    }

    /// <summary>"http://127.0.0.1:4711/".</summary>
    public Uri Url => new($"{(_certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>What was asked until now.</summary>
    public IReadOnlyList<TestRequest> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var socket = await _listener.AcceptSocketAsync(_end.Token);
                _ = ServeAsync(socket);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                Stream stream = new NetworkStream(socket);
                if (_certificate is not null)
                    stream = await SecureAsync(stream, _certificate);
                if (await TestRequest.ReadAsync(stream, _end.Token) is not { } request)
                    return;
                lock (_requests)
                    _requests.Add(request);
                var answer = _answer(request);
                await SendAsync(stream, answer);
                if (answer.End == TestAnswerEnd.Silence)
                    await Task.Delay(Timeout.Infinite, _end.Token);
                if (answer.End == TestAnswerEnd.Reset)
                    socket.LingerState = new LingerOption(enable: true, seconds: 0);
                else
                    socket.Shutdown(SocketShutdown.Send);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or SocketException or System.Security.Authentication.AuthenticationException)
            {
                // The client went away; what it makes of that is the test's affair.
            }
        }
    }

    private async Task SendAsync(Stream stream, TestAnswer answer)
    {
        if (answer.BytesPerSecond == 0)
        {
            await stream.WriteAsync(answer.Bytes, _end.Token);
            return;
        }
        var pause = TimeSpan.FromMilliseconds(20);
        int piece = Math.Max((int)(answer.BytesPerSecond * pause.TotalSeconds), 1);
        for (int sent = 0; sent < answer.Bytes.Length; sent += piece)
        {
            await stream.WriteAsync(answer.Bytes.AsMemory(sent, Math.Min(piece, answer.Bytes.Length - sent)), _end.Token);
            await Task.Delay(pause, _end.Token);
        }
    }

    private static async Task<SslStream> SecureAsync(Stream stream, X509Certificate2 certificate)
    {
        var secure = new SslStream(stream);
        await secure.AuthenticateAsServerAsync(certificate);
        return secure;
    }
}

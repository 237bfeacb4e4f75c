namespace Kiln.Compiler.Marshal;

/// <summary>
/// Walks through one marshalled object with a stack of its own, so that no input can overflow the thread's, and checks what
/// only the context shows: the types of a code object's fields, depth, and that references point to complete objects.
/// </summary>
internal static class MarshalWalker
{
    /// <summary>MAX_MARSHAL_STACK_DEPTH of marshal.c.</summary>
    public const int MaxDepth = 2000;

    /// <summary>Walks through the whole stream.</summary>
    /// <typeparam name="TVisitor">A struct, so that its calls are inlined.</typeparam>
    public static MarshalOutcome Walk<TVisitor>(ReadOnlySpan<byte> stream, CodeShape shape, ref TVisitor visitor)
        where TVisitor : struct, IMarshalVisitor
    {
        MarshalCursor cursor = new(stream, shape);
        Span<Container> containers = stackalloc Container[MaxDepth];
        Span<int> openReferences = stackalloc int[MaxDepth];
        int depth = 0;
        int openCount = 0;
        int referenceCount = 0;

        while (true)
        {
            int start = cursor.Position;
            MarshalStatus status = cursor.Read(out MarshalToken token);
            if (status != MarshalStatus.Ok)
                return new MarshalOutcome(status, start);
            if (depth > 0 && !containers[depth - 1].Accepts(token.Type, shape))
                return new MarshalOutcome(MarshalStatus.Corrupt, start);
            bool isReference = token.Type == MarshalType.Reference;
            if (isReference && (token.Argument >= referenceCount || openReferences[..openCount].BinarySearch(token.Argument) >= 0))
                return new MarshalOutcome(MarshalStatus.Corrupt, start);

            visitor.Enter(token);
            if (token.Argument > 0 && !isReference)
            {
                if (depth >= MaxDepth - 1)
                    return new MarshalOutcome(MarshalStatus.Corrupt, start);
                containers[depth++] = new Container(token);
                if (token.IsReferable)
                    openReferences[openCount++] = referenceCount++;
                continue;
            }

            if (token.IsReferable)
                referenceCount++;
            while (depth > 0)
            {
                ref Container container = ref containers[depth - 1];
                container.Remaining--;
                if (container.IsCode && container.Remaining == shape.ObjectsAfterLine && !cursor.TrySkipNumber())
                    return new MarshalOutcome(MarshalStatus.Truncated, cursor.Position);
                if (container.Remaining > 0)
                    break;
                openCount -= container.IsReferable ? 1 : 0;
                depth--;
                visitor.Leave();
            }

            if (depth == 0)
                return new MarshalOutcome(cursor.IsAtEnd ? MarshalStatus.Ok : MarshalStatus.Corrupt, cursor.Position);
        }
    }

    /// <summary>A container whose children are being read.</summary>
    private struct Container(in MarshalToken token)
    {
        public int Remaining = token.Argument;
        public readonly bool IsCode = token.Type == MarshalType.Code;
        public readonly bool IsReferable = token.IsReferable;

        public readonly bool Accepts(MarshalType type, CodeShape shape) =>
            !IsCode || shape.Accepts(shape.ObjectCount - Remaining, type);
    }
}

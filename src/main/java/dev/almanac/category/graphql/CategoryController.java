package dev.almanac.category.graphql;

import dev.almanac.category.Category;
import dev.almanac.category.CategoryService;
import dev.almanac.platform.graphql.RequestMemo;
import dev.almanac.platform.graphql.node.NodeResolver;
import dev.almanac.platform.graphql.page.CountedConnection;
import dev.almanac.platform.graphql.page.Cursors;
import dev.almanac.platform.graphql.page.KeyedList;
import dev.almanac.platform.graphql.page.PageArguments;
import dev.almanac.platform.id.TypedId;
import dev.almanac.platform.security.Viewer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** Reads a person's categories. */
@Controller
class CategoryController implements NodeResolver {

    private final CategoryService categories;
    private final KeyedList<CategoryNode, String> byName;

    CategoryController(CategoryService categories, Cursors cursors) {
        this.categories = categories;
        this.byName = new KeyedList<>(
                cursors, "viewer.categories/1", CategoryNode::name, Comparator.naturalOrder(), new NameFormat());
    }

    @SchemaMapping(typeName = "Viewer", field = "categories")
    Mono<CountedConnection<CategoryNode>> categories(
            Viewer viewer, PageArguments page, @ContextValue RequestMemo memo) {
        return memo.once(Category.class, () -> categories.all(viewer).collectList())
                .map(all ->
                        byName.page(viewer, all.stream().map(CategoryNode::of).toList(), page));
    }

    @Override
    public String prefix() {
        return CategoryNode.PREFIX;
    }

    @Override
    public Mono<Map<String, Object>> load(Viewer viewer, Collection<String> ids) {
        List<UUID> uuids =
                ids.stream().map(id -> TypedId.parse(CategoryNode.PREFIX, id)).toList();
        return categories.find(viewer, uuids).map(CategoryNode::of).collectMap(CategoryNode::id, node -> (Object) node);
    }

    private static final class NameFormat implements KeyedList.KeyFormat<String> {

        @Override
        public byte[] write(String name) {
            return name.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String read(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}

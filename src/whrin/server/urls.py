from django.urls import path

from whrin.server.views import picture

urlpatterns = [path("media/images/<str:name>", picture, name="picture")]
